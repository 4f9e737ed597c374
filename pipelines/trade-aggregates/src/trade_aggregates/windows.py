"""Which days and months an as-of day looks back on. Pure: nothing is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

YEARS = 3
DAY = timedelta(days=1)


def years_before(day: date, years: int) -> date:
    """29 February has none in most years: the day before it then."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def month_of(day: date) -> str:
    return day.strftime("%Y-%m")


def each_day(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + offset * DAY


@dataclass(frozen=True)
class Window:
    """Three years that end with a day, in UTC. All of them are days that count, `end` is the first that does not."""

    as_of: date

    @cached_property
    def first(self) -> date:
        return years_before(self.as_of, YEARS) + DAY

    @cached_property
    def end(self) -> date:
        return self.as_of + DAY

    @property
    def end_time(self) -> datetime:
        return datetime.combine(self.end, time(), UTC)

    def months(self) -> list[str]:
        """The partitions to read, the oldest first."""
        return sorted({month_of(day) for day in each_day(self.first, self.as_of)})

    def parameters(self) -> dict[str, date]:
        """Of the SQL in sql/."""
        return {
            "as_of": self.as_of,
            "window_start": self.first,
            "window_end": self.end,
            "year_start": years_before(self.as_of, 1) + DAY,
            "month_start": self.as_of - 29 * DAY,
        }
