"""What a run did, in numbers, for the textfile collector of Prometheus' node exporter."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile


class RunMetrics:
    """Metrics of one run of `job`. They are gauges: each run replaces what the one before it wrote."""

    def __init__(self, job: str, registry: CollectorRegistry | None = None) -> None:
        self.job = job
        self.registry = registry or CollectorRegistry()
        self._started = time.monotonic()
        self._rows_in = self._gauge("rows_in", "Rows that the run read")
        self._rows_out = self._gauge("rows_out", "Rows that the run wrote")
        self._lag = self._gauge("lag_seconds", "Age of the newest data when the run read it")
        self._duration = self._gauge("duration_seconds", "How long the run took")
        self._finished = self._gauge("finished_timestamp_seconds", "When the run wrote its metrics")
        self._steps = Gauge(
            "platform_run_step_seconds", "How long a step took", ["job", "step"], registry=self.registry
        )

    def rows_in(self, count: int) -> None:
        """Adds up over the run."""
        self._rows_in.labels(self.job).inc(_not_negative("rows_in", count))

    def rows_out(self, count: int) -> None:
        self._rows_out.labels(self.job).inc(_not_negative("rows_out", count))

    def lag(self, seconds: float) -> None:
        self._lag.labels(self.job).set(seconds)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step, also one that fails; a step that runs twice adds up."""
        start = time.monotonic()
        try:
            yield
        finally:
            self._steps.labels(self.job, name).inc(time.monotonic() - start)

    def write_textfile(self, path: str | Path) -> None:
        """Write all of the registry; the file appears at once, or not at all."""
        self._duration.labels(self.job).set(time.monotonic() - self._started)
        self._finished.labels(self.job).set(time.time())
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(str(path), self.registry)

    def _gauge(self, name: str, help_text: str) -> Gauge:
        return Gauge(f"platform_run_{name}", help_text, ["job"], registry=self.registry)


def _not_negative(name: str, count: int) -> int:
    if count < 0:
        raise ValueError(f"{name} cannot go down, by {count}")
    return count
