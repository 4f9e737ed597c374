"""The same SQL in Redshift, where the raw data are tables: trades, users and symbols, found by `search_path`."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from platform_core.redshift import compile_query

from .inputs import COLUMNS, Input, InputError
from .warehouse import AGGREGATES, QUERIES, Rows, all_of, sql
from .windows import DAY, Window, month_of

if TYPE_CHECKING:
    from pandas import DataFrame
    from psycopg import Connection


class Redshift:
    def __init__(self, connection: "Connection") -> None:
        self.connection = connection

    def inputs(self, window: Window) -> list[Input]:
        """There are no files to compare: counts and sums stand for the contents."""
        inputs = []
        for dataset, month, *marks in self._execute(sql("input_marks"), window.parameters()).values:
            name = f"{dataset}/{month_of(month)}" if month else dataset
            inputs.append(Input(name, hashlib.sha256(repr(marks).encode()).hexdigest()))
        if f"trades/{month_of(window.as_of)}" not in {each.name for each in inputs}:
            raise InputError(f"trades of {window.as_of} have not come")
        return inputs

    def raw(self, each: Input) -> "DataFrame":
        columns = ", ".join(COLUMNS[each.dataset])
        statement = f"SELECT {each.distinct} {columns} FROM {each.dataset}"  # noqa: S608 (our own names)
        if each.dataset != "trades":
            return self._execute(statement).frame()
        first = date.fromisoformat(f"{each.name.partition('/')[2]}-01")
        end = (first + 31 * DAY).replace(day=1)
        return self._execute(
            f"{statement} WHERE executed_at >= $first AND executed_at < $end", {"first": first, "end": end}
        ).frame()

    def aggregate(self, window: Window, inputs: Sequence[Input]) -> dict[str, Rows]:
        with self.connection.transaction(force_rollback=True):  # nothing stays, and nothing must be dropped by its name
            for name in QUERIES:
                self._execute(sql(name), window.parameters(), f"CREATE TEMP TABLE {name} AS ")
            return {name: self._execute(all_of(name)) for name in AGGREGATES}

    def _execute(self, statement: str, parameters: Mapping[str, date] | None = None, before: str = "") -> Rows:
        import psycopg

        try:
            cursor = self.connection.execute(before + compile_query(statement), parameters)
        except psycopg.Error as error:
            raise InputError(f"Redshift: {error}") from error
        if cursor.description is None:
            return Rows((), [])
        return Rows(tuple(column.name for column in cursor.description), cursor.fetchall())


@contextmanager
def open_redshift(url: str) -> Iterator[Redshift]:
    import psycopg

    # Redshift knows neither prepared statements of psycopg 3 nor its name for UTF-8: values are put in by the client.
    target = "postgresql" + url[url.index("://") :]
    try:
        connection = psycopg.connect(
            target, cursor_factory=psycopg.ClientCursor, client_encoding="utf8", autocommit=True
        )
    except psycopg.Error as error:
        raise InputError(f"Redshift: {error}") from error
    with connection:
        yield Redshift(connection)
