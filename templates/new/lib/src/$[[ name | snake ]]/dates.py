"""Ranges of days."""

from datetime import date, timedelta


def every_day(first: date, last: date) -> list[date]:
    """The days from the first to the last, both of them included; none where the last is before the first."""
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
