"""The heavy part, in the warehouse: SQL over three years of trades. DuckDB here; Redshift is in redshift.py."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from platform_core.engines import open_warehouse

from .inputs import COLUMNS, Input, InputError, find_inputs
from .windows import Window

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

Row = Mapping[str, Any]
AGGREGATES = ("user_trade_amounts", "symbol_trade_amounts", "window_totals")
QUERIES = ("settled_trades", *AGGREGATES)  # each is a table to those behind it


@dataclass(frozen=True)
class Rows:
    """A result, exact: amounts are decimals."""

    columns: tuple[str, ...]
    values: Sequence[tuple[Any, ...]]

    def mappings(self) -> list[Row]:
        """As they are published: the nearest double of a decimal is the same in each run."""
        return [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.values]

    def frame(self) -> "DataFrame":
        import pandas as pd

        frame = pd.DataFrame([list(map(_plain, row)) for row in self.values], columns=list(self.columns))
        for name in self.columns:
            if any(isinstance(value, date) for value in frame[name].head(1)):
                frame[name] = pd.to_datetime(frame[name])
        return frame


class Warehouse(Protocol):
    def inputs(self, window: Window) -> list[Input]:
        """What the window is made of, with fingerprints of what that contains."""

    def raw(self, each: Input) -> "DataFrame":
        """The columns of an input that are read; trades that came more than once are there once."""

    def aggregate(self, window: Window, inputs: Sequence[Input]) -> dict[str, Rows]:
        """The results of sql/, by name."""


class DuckDB:
    def __init__(self, connection: "DuckDBPyConnection", directory: Path) -> None:
        self.connection = connection
        self.directory = directory

    def inputs(self, window: Window) -> list[Input]:
        return find_inputs(self.directory, window)

    def raw(self, each: Input) -> "DataFrame":
        with _told(each.name):
            # What is missing is for the gate to tell.
            there = self.connection.sql(f"FROM {_parquet([each])}").columns
            columns = [name for name in COLUMNS[each.dataset] if name in there]
            if not columns:
                raise InputError(f"{each.name} has none of the columns {', '.join(COLUMNS[each.dataset])}")
            query = f"SELECT {each.distinct} {', '.join(columns)} FROM {_parquet([each])}"  # noqa: S608 (our own names)
            return self.connection.execute(query).df()

    def aggregate(self, window: Window, inputs: Sequence[Input]) -> dict[str, Rows]:
        with _told(f"the window of {window.as_of}"):
            for dataset in ("trades", "users"):
                source = _parquet([each for each in inputs if each.dataset == dataset])
                self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {dataset} AS SELECT * FROM {source}")  # noqa: S608
            for name in QUERIES:
                self._execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql(name)}", window)
            return {name: self._execute(all_of(name), window) for name in AGGREGATES}

    def _execute(self, statement: str, window: Window) -> Rows:
        wanted = {name for each in self.connection.extract_statements(statement) for name in each.named_parameters}
        parameters = {name: value for name, value in window.parameters().items() if name in wanted}
        cursor = self.connection.execute(statement, parameters)
        return Rows(tuple(column[0] for column in cursor.description or ()), cursor.fetchall())


@contextmanager
def _told(what: str) -> Iterator[None]:
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise InputError(f"DuckDB cannot read {what}: {error}") from error


@contextmanager
def open_duckdb(url: str, directory: Path) -> Iterator[DuckDB]:
    with ExitStack() as stack:
        with _told("its database"):
            connection = stack.enter_context(open_warehouse(url))
        yield DuckDB(connection, directory)


def open_warehouse_of(url: str, directory: Path) -> AbstractContextManager[Warehouse]:
    if url.startswith("redshift"):
        from .redshift import open_redshift

        return open_redshift(url)
    return open_duckdb(url, directory)


def sql(name: str) -> str:
    return files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def all_of(name: str) -> str:
    return f"SELECT * FROM {name} ORDER BY 1, 2"  # noqa: S608 (one of our own names)


def _parquet(inputs: Sequence[Input]) -> str:
    """What to read from. Nothing can be a parameter in a view."""
    paths = ", ".join("'" + str(path).replace("'", "''") + "'" for each in inputs for path in each.files)
    return f"read_parquet([{paths}], union_by_name = true, hive_partitioning = false)"


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever a database gives)
    return float(value) if isinstance(value, Decimal) else value
