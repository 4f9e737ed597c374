"""Running a suite: checks become expectations, Great Expectations' results become findings."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

from .checks import TABLE
from .source import DataError, Source, open_source
from .suite import NamedCheck, Suite
from .verdict import Finding, Verdict, first_line

EXAMPLES = 5  # of rows, in a finding


@dataclass(frozen=True)
class Planned:
    """An expectation, and the finding when it is not met: its message, or else what is wanted."""

    place: Literal["rows", "schema"]
    expectation: str
    arguments: dict[str, Any]
    finding: Finding
    wanted: str = ""
    derived: str | None = None


@dataclass(frozen=True)
class Judged:
    """The verdict, which is told before anything else is done, and what documents of the run are made of."""

    verdict: Verdict
    _context: Any

    def write_docs(self, directory: str | Path) -> None:
        """Data Docs, in the place of those that were there. A DataError where they cannot be written."""
        from .engine import write_docs

        try:
            write_docs(self._context, Path(directory))
        except DataError:
            raise
        except Exception as error:  # whatever a disk or Great Expectations raises
            raise DataError(f"the documents cannot be written to {directory}: {first_line(error)}") from error


def run_suite(
    suite: Suite,
    data: Any,  # noqa: ANN401 (a frame, a path or a URL)
    *,
    table: str | None = None,
    references: Mapping[str, Any] | None = None,
    as_of: date | datetime | None = None,
    docs: str | Path | None = None,
) -> Verdict:
    """As `judge`, with Data Docs in the directory `docs`. Where these cannot be written, `judge` keeps the verdict."""
    judged = judge(suite, data, table=table, references=references, as_of=as_of)
    if docs is not None:
        judged.write_docs(docs)
    return judged.verdict


def judge(
    suite: Suite,
    data: Any,  # noqa: ANN401 (a frame, a path or a URL)
    *,
    table: str | None = None,
    references: Mapping[str, Any] | None = None,
    as_of: date | datetime | None = None,
) -> Judged:
    """Check `data` as of a time (of a date: its end; else now).

    Data that cannot be read is a DataError; a check that cannot be made is an error of the verdict.
    """
    _require_gx()
    source = open_source(data, table, references or {})
    plans, errors = plan(suite, source, _moment(as_of))
    from .engine import new_context, validate

    context = new_context()
    findings: list[Finding] = []
    for place in ("schema", "rows"):
        chosen = [planned for planned in plans if planned.place == place]
        if chosen:
            found, raised = validate(context, suite, source, place, chosen)
            findings += found
            errors += raised
    findings.sort(key=lambda finding: finding.line)
    checks = len(suite.checks)
    return Judged(
        Verdict(suite.name, suite.stage, source.name, source.rows, checks, tuple(findings), tuple(errors)), context
    )


def plan(suite: Suite, source: Source, now: datetime) -> tuple[list[Planned], list[str]]:
    """The expectations of a suite for this data, and what keeps checks from being made."""
    plans: list[Planned] = []
    errors: list[str] = []
    missing: dict[str, Planned] = {}
    if not suite.allow_empty and all(named.name != "row_count" for named in suite.checks):
        finding = Finding("row_count", "", "there are no rows, and so nothing else to check")
        plans.append(Planned("rows", TABLE["row_count"].expectation, {"min_value": 1}, finding))
    for named in suite.checks:
        check = named.check
        blank = Finding(named.name, check.subject(), "", check.severity, line=named.line, why=check.why)
        if source.rows == 0 and check.place == "rows" and named.name != "row_count":
            continue
        absent = [column for column in check.needs() if column not in source.columns]
        for column in absent:
            missing[column] = _missing(column, blank, missing.get(column))
        unfit = [] if absent or check.place == "schema" else _unfit(check.needs(), source, blank)
        plans += unfit
        if absent or unfit:
            continue
        try:
            derived = check.derived(source)
            if derived is not None:
                source.try_derived(derived)
            arguments = check.arguments(source, now)
        except DataError as error:
            errors.append(f"{_title(named)}: {error}")
            continue
        expectation = TABLE[named.name].expectation
        plans.append(Planned(check.place, expectation, arguments, blank, check.wanted(), derived))
    return [*plans, *missing.values()], errors


def _missing(column: str, finding: Finding, before: Planned | None) -> Planned:
    """One finding for a column, however many checks want it."""
    if before is None:
        found = replace(finding, column=column, message=f"the column is missing, which is needed by {finding.check}")
    else:
        worse = finding.severity if before.finding.severity == "warning" else "error"
        found = replace(before.finding, message=f"{before.finding.message}, {finding.check}", severity=worse)
    return Planned("schema", "ExpectColumnToExist", {"column": column}, found)


def _unfit(needs: Mapping[str, frozenset[str] | None], source: Source, finding: Finding) -> list[Planned]:
    unfit = []
    for column, kinds in needs.items():
        if kinds is not None and source.columns[column] not in kinds:
            wanted = " or ".join(sorted(kinds - {"null"}))
            found = replace(finding, column=column, message=f"is {source.columns[column]}, not {wanted}")
            arguments = {"column": column, "value_set": sorted(kinds)}
            unfit.append(Planned("schema", TABLE["type"].expectation, arguments, found))
    return unfit


def _title(named: NamedCheck) -> str:
    return f"{named.name} {named.check.subject()}".strip()


def _moment(as_of: date | datetime | None) -> datetime:
    """UTC without saying so, as timestamps in data mostly are."""
    if as_of is None:
        return datetime.now(UTC).replace(tzinfo=None)
    if not isinstance(as_of, datetime):
        return datetime.combine(as_of, time.max)
    return as_of if as_of.tzinfo is None else as_of.astimezone(UTC).replace(tzinfo=None)


def _require_gx() -> None:
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    absent = [name for name in ("great_expectations", "duckdb", "pandas") if importlib.util.find_spec(name) is None]
    if absent:
        raise DataError(f"{' and '.join(absent)} cannot be imported: install the extra, quality-gate[gx]")
