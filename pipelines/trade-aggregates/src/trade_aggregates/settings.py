"""What a command is told, by its options or by the environment. Light to import: --help shows it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

from platform_core.settings import PlatformSettings, SettingsError
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from .windows import DAY, each_day

IN_MEMORY = "duckdb:///:memory:"


def yesterday() -> date:
    return datetime.now(UTC).date() - DAY


class RunSettings(PlatformSettings):
    """Of `run`, where nothing but the input must be said. The day is `as_of`, or there are several."""

    model_config = SettingsConfigDict(env_prefix="PIPELINE_", extra="ignore")

    input: Annotated[Path, Field(description="the directory of the raw data")]
    as_of: Annotated[date | None, Field(description="the day to publish (default: yesterday, in UTC)")] = None
    from_day: Annotated[date | None, Field(description="several days: the first")] = None
    to_day: Annotated[date | None, Field(description="several days: the last (default: yesterday)")] = None
    serving_url: Annotated[str, Field(description="where to publish; sqlite:/// or postgresql://")] = (
        "sqlite:///serving.db"
    )
    warehouse_url: Annotated[str, Field(description="where to aggregate; duckdb:/// or redshift://")] = IN_MEMORY
    force: Annotated[bool, Field(description="also days that were published from the same data")] = False
    metrics: Annotated[Path | None, Field(description="a file for Prometheus' textfile collector")] = None
    sla_hours: Annotated[float, Field(gt=0, description="how long after its end a day may be published")] = 6

    def days(self) -> list[date]:
        """The oldest first. SettingsError where they are no days that have ended."""
        last = self.as_of or self.to_day or yesterday()
        first = self.from_day or last
        if self.as_of and (self.from_day or self.to_day):
            raise SettingsError("one day by --as-of, or several by --from and --to: not both")
        if self.to_day and not self.from_day:
            raise SettingsError("--to needs --from")
        if first > last:
            raise SettingsError(f"--from {first} is after --to {last}")
        if last > yesterday():
            raise SettingsError(f"{last} has not ended yet, in UTC")
        return list(each_day(first, last))


class SampleSettings(BaseSettings):
    """Of `sample` and `demo`."""

    model_config = SettingsConfigDict(env_prefix="PIPELINE_", extra="ignore")

    users: Annotated[int, Field(gt=0, le=9_999_999, description="how many users trade")] = 50
    days: Annotated[int, Field(gt=0, le=5_000, description="how many days they trade")] = 1100
    until: date = Field(default_factory=yesterday, description="the last of the days (default: yesterday, in UTC)")
    seed: Annotated[int, Field(description="another one gives other trades")] = 1

    @property
    def first(self) -> date:
        return self.until - timedelta(days=self.days - 1)
