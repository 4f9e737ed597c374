"""Where the data of a run is, whichever form it has: a frame, a file or a table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext

# What a column is made of. A column that is null throughout is of any kind.
_ANY = {"null"}
KINDS_OF: dict[str, frozenset[str]] = {
    "integer": frozenset({"integer"} | _ANY),
    "number": frozenset({"integer", "number"} | _ANY),
    "text": frozenset({"text"} | _ANY),
    "boolean": frozenset({"boolean"} | _ANY),
    "date": frozenset({"date"} | _ANY),
    "timestamp": frozenset({"date", "timestamp"} | _ANY),
}
TEMPORAL = KINDS_OF["timestamp"]


class DataError(ValueError):
    """The data, or what it refers to, cannot be read."""


class Source(ABC):
    """`columns` has the kind of each column."""

    name: str
    rows: int
    columns: dict[str, str]

    @abstractmethod
    def fit(self, column: str, value: Any) -> Any:  # noqa: ANN401
        """A date or time as values of the column are; all else as it is."""

    @abstractmethod
    def refers(self, column: str, to: str, key: str) -> str:
        """The condition, in SQL, that the value is null or is a `key` of the reference `to`."""

    @abstractmethod
    def require_order(self, question: str) -> None:
        """Refuse a question about the order of rows where they have none."""

    @abstractmethod
    def batch(
        self, context: EphemeralDataContext, derived: Mapping[str, str]
    ) -> tuple[BatchDefinition[Any], dict[str, Any]]:
        """The rows for Great Expectations, with columns derived by SQL, and the parameters of the batch."""

    @abstractmethod
    def try_derived(self, expression: str) -> None:
        """Raise a DataError where the expression cannot be evaluated."""


def open_source(data: Any, table: str | None, references: Mapping[str, Any]) -> Source:  # noqa: ANN401
    """`data` is a pandas frame, a CSV or Parquet file, a directory of Parquet files, or a URL with a table.

    A URL's table is `table`, or stands behind it: sqlite:///serving.db#trades.
    """
    url, table = _split(data, table)
    if url is not None:
        from .table import TableSource

        return TableSource(url, table, references)
    if table:
        raise DataError("a table is of a database: the data is no URL, such as sqlite:///serving.db")
    from .frame import FrameSource

    return FrameSource(data, references)


def _split(data: Any, table: str | None) -> tuple[str | None, str]:  # noqa: ANN401
    if not isinstance(data, str) or "://" not in data:
        return None, table or ""
    url, _, behind = data.partition("#")
    if not (table or behind):
        raise DataError(f"which table? Put it behind the URL, {describe(url)}#TABLE")
    return url, table or behind


def describe(data: Any) -> str:  # noqa: ANN401
    """How messages call the data: a URL without its password."""
    if isinstance(data, str) and "://" in data:
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        url, _, behind = data.partition("#")
        try:
            shown = make_url(url).render_as_string(hide_password=True)
        except (ArgumentError, ValueError):  # ValueError: of what stands for the port, maybe a password
            raise DataError("this is no URL of a database, such as sqlite:///serving.db") from None
        return f"{shown}#{behind}" if behind else shown
    return str(data) if isinstance(data, str | Path) else "frame"


def fit_temporal(value: date, kind: str) -> datetime | date:
    """A date for columns of dates, else a time."""
    if kind == "date":
        return value.date() if isinstance(value, datetime) else value
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
