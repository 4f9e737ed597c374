"""Whether a day was published in time, for Prometheus."""

from datetime import datetime

from platform_core.metrics import RunMetrics
from prometheus_client import Gauge

from .windows import Window

JOB = "trade-aggregates"


class RunReport:
    """The metrics of a run. Of several days, the last one says whether the data is in time."""

    def __init__(self, sla_hours: float) -> None:
        self.run = RunMetrics(JOB)
        self.has_day = False
        self.sla_seconds = sla_hours * 3600
        self._met = self._gauge(
            "sla_met", "1 if the last day was published in time, 0 if it was late or was not published"
        )
        self._as_of = self._gauge("as_of_timestamp_seconds", "The end of the last day of the run")
        self._gauge("sla_seconds", "How long after its end a day may be published").set(self.sla_seconds)

    def published(self, window: Window, when: datetime) -> float:
        """The lag in seconds: from the end of the day until it was published."""
        lag = (when - window.end_time).total_seconds()
        self._day(window, lag, met=lag <= self.sla_seconds)
        return lag

    def not_published(self, window: Window, now: datetime) -> None:
        self._day(window, (now - window.end_time).total_seconds(), met=False)

    def _day(self, window: Window, lag: float, *, met: bool) -> None:
        self.has_day = True
        self.run.lag(lag)
        self._as_of.set(window.end_time.timestamp())
        self._met.set(met)

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(f"trade_aggregates_{name}", text, registry=self.run.registry)
