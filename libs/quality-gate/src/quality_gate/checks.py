"""The checks. Each takes all rows and its arguments, and yields the indexes of the rows that break it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
CheckFunction = Callable[..., Iterator[int]]


def not_null(rows: Sequence[Row], *, column: str) -> Iterator[int]:
    return (index for index, row in enumerate(rows) if row[column] is None)


def unique(rows: Sequence[Row], *, columns: Sequence[str]) -> Iterator[int]:
    """The first row with a key is right, those after it are not."""
    seen: set[tuple[Any, ...]] = set()
    for index, row in enumerate(rows):
        key = tuple(row[column] for column in columns)
        if key in seen:
            yield index
        seen.add(key)


def in_range(
    rows: Sequence[Row], *, column: str, minimum: float = float("-inf"), maximum: float = float("inf")
) -> Iterator[int]:
    """Null is not out of range: `not_null` says whether it may be there."""
    for index, row in enumerate(rows):
        if row[column] is not None and not minimum <= row[column] <= maximum:
            yield index


def one_of(rows: Sequence[Row], *, column: str, values: Sequence[Any]) -> Iterator[int]:
    return (index for index, row in enumerate(rows) if row[column] not in values)


def matches(rows: Sequence[Row], *, column: str, pattern: str) -> Iterator[int]:
    expression = re.compile(pattern)
    return (index for index, row in enumerate(rows) if not expression.fullmatch(str(row[column])))


def ordered(rows: Sequence[Row], *, columns: Sequence[str]) -> Iterator[int]:
    """In each row the columns stand in ascending order, as in low <= open <= high."""
    for index, row in enumerate(rows):
        values = [row[column] for column in columns]
        if values != sorted(values):
            yield index


CHECKS: dict[str, CheckFunction] = {
    check.__name__: check for check in (not_null, unique, in_range, one_of, matches, ordered)
}
