"""One day: raw data through the gate, aggregated in the warehouse, through the gate again, published."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from platform_core.logs import get_logger

from . import gate
from .inputs import Input, InputError
from .report import RunReport
from .serving import PUBLISHED, Serving
from .settings import RunSettings
from .warehouse import QUERIES, Rows, Warehouse, open_warehouse_of, sql
from .windows import Window

log = get_logger(__name__)


@dataclass(frozen=True)
class Outcome:
    as_of: date
    skipped: bool  # published before, from the same data by the same code
    rows: int
    lag: float  # seconds from the end of the day until it was published


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Pipeline:
    warehouse: Warehouse
    serving: Serving
    report: RunReport
    clock: Callable[[], datetime] = now

    def run_day(self, as_of: date, *, force: bool = False) -> Outcome:
        """All of the day is published, or nothing: RefusedError, InputError or BrokenContractError say why."""
        window = Window(as_of)
        try:
            outcome = self._run(window, force=force)
        except Exception:
            self.report.not_published(window, self.clock())
            raise
        log.info("skipped" if outcome.skipped else "published", as_of=str(as_of), rows=outcome.rows, lag=outcome.lag)
        return outcome

    def gate_day(self, as_of: date) -> int:
        """Check the raw data of a day's window. How many parts of it had to be checked."""
        return self._check_inputs(self.warehouse.inputs(Window(as_of)), as_of)

    def _run(self, window: Window, *, force: bool) -> Outcome:
        as_of, step = window.as_of, self.report.run.step
        with step("inputs"):
            inputs = self.warehouse.inputs(window)
        fingerprint = self._fingerprint(inputs)
        before = self.serving.find(as_of)
        if before and before.fingerprint == fingerprint and not force:
            return Outcome(as_of, True, before.rows, self.report.published(window, before.finished_at))
        with step("gate"):
            self._check_inputs(inputs, as_of)
        with step("aggregate"):
            results = self.warehouse.aggregate(window, inputs)
            if self.warehouse.inputs(window) != inputs:
                raise InputError("the raw data changed while it was read: run again")
        self.report.run.rows_in(results["window_totals"].mappings()[0]["trades"])
        with step("gate"):
            self._check_results(results, inputs, as_of)
        with step("publish"):
            tables = {name: results[name].mappings() for name in PUBLISHED}
            after = self.serving.publish(as_of, tables, fingerprint, self.clock())
        self.report.run.rows_out(after.rows)
        return Outcome(as_of, False, after.rows, self.report.published(window, after.finished_at))

    def _check_inputs(self, inputs: Sequence[Input], as_of: date) -> int:
        """What has passed, and is as it was, is not checked again."""
        passed = self.serving.passed()
        fingerprints = {each: gate.input_fingerprint(each) for each in inputs}
        new = [each for each in inputs if passed.get(each.name) != fingerprints[each]]
        for each in new:
            gate.check(each.dataset, each.name, self.warehouse.raw(each), as_of)
            self.serving.remember_passed(each.name, fingerprints[each])
            log.debug("passed the gate", input=each.name)
        log.info("raw data passed the gate", as_of=str(as_of), checked=len(new), passed_before=len(inputs) - len(new))
        return len(new)

    def _check_results(self, results: dict[str, Rows], inputs: Sequence[Input], as_of: date) -> None:
        references = {each.name: self.warehouse.raw(each) for each in inputs if each.dataset != "trades"}
        references |= {name: rows.frame() for name, rows in results.items()}
        for name in results:
            gate.check(name, f"{name} of {as_of}", references[name], as_of, references)

    def _fingerprint(self, inputs: Sequence[Input]) -> str:
        """Of all that the rows of a day come from: raw data, SQL, suites and contracts."""
        parts = [f"{each.name} {each.fingerprint}" for each in inputs]
        parts += [sql(name) for name in QUERIES]
        parts += gate.suite_fingerprints()
        parts += [repr(self.serving.contracts[name].schema) for name in PUBLISHED]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@contextmanager
def open_pipeline(settings: RunSettings) -> Iterator[Pipeline]:
    """The metrics of a day are written, also of a run that fails. The gate alone has none: the last ones stay."""
    report = RunReport(settings.sla_hours)
    try:
        with (
            closing(Serving(settings.serving_url)) as serving,
            open_warehouse_of(settings.warehouse_url, settings.input) as warehouse,
        ):
            yield Pipeline(warehouse, serving, report)
    finally:
        if settings.metrics and report.has_day:
            report.run.write_textfile(settings.metrics)
