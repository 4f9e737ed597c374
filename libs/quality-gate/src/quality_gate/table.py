"""Tables of SQLite and PostgreSQL, checked where they are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sqlalchemy as sa

from .source import DataError, Source, describe, fit_temporal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext

_KINDS: tuple[tuple[type[sa.types.TypeEngine[Any]], str], ...] = (
    (sa.Boolean, "boolean"),
    (sa.Integer, "integer"),
    (sa.Numeric, "number"),
    (sa.Float, "number"),
    (sa.DateTime, "timestamp"),
    (sa.Date, "date"),
    (sa.String, "text"),
)
STATEMENT_S = 300.0  # a server serves others, too
_STORED = {"integer": "integer", "real": "number", "text": "text", "blob": "blob"}  # SQLite's typeof


class TableSource(Source):
    def __init__(self, url: str, table: str, references: Mapping[str, Any]) -> None:
        self._url, self._references = database_url(url), references
        self.name = f"{describe(url)}#{table}"
        self._schema, _, self._table = table.rpartition(".")
        self._engine = sa.create_engine(self._url)
        try:
            with self._engine.connect() as connection:
                self._declared = self._reflect(connection)
                self.columns = self._kinds(connection)
                self.rows = connection.exec_driver_sql(f"SELECT count(*) FROM {self._from()}").scalar_one()  # noqa: S608
        except sa.exc.SQLAlchemyError as error:
            raise DataError(f"{self.name}: {plain(error)}") from None
        finally:
            self._engine.dispose()

    def fit(self, column: str, value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, date):
            return value
        fitted = fit_temporal(value, self.columns[column])
        zoned = getattr(self._declared[column], "timezone", False) and self._engine.dialect.name != "sqlite"
        return fitted.replace(tzinfo=UTC) if zoned and isinstance(fitted, datetime) else fitted

    def refers(self, column: str, to: str, key: str) -> str:
        if to not in self._references:
            raise DataError(f"the reference '{to}' is not given")
        given = self._references[to]
        url, _, table = given.partition("#") if isinstance(given, str) else ("", "", "")
        if not table or database_url(url) != self._url:
            raise DataError(f"the reference '{to}' of a table is a table of the same database, URL#TABLE")
        other = TableSource(url, table, {})
        if key not in other.columns:
            raise DataError(f"the reference '{to}' has no column '{key}'")
        name = self._quoted(key)
        keys = f"SELECT {name} FROM {other._from()} WHERE {name} IS NOT NULL"  # noqa: S608
        return f"{self._quoted(column)} IS NULL OR {self._quoted(column)} IN ({keys})"

    def require_order(self, question: str) -> None:
        raise DataError(f"rows of a table have no order: {question} is asked of frames and files only")

    def try_derived(self, expression: str) -> None:
        expression = self._spelled(expression)
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql(f"SELECT {expression} FROM {self._from()} LIMIT 1")  # noqa: S608
        except sa.exc.SQLAlchemyError as error:
            raise DataError(plain(error)) from None
        finally:
            self._engine.dispose()

    def batch(
        self, context: EphemeralDataContext, derived: Mapping[str, str]
    ) -> tuple[BatchDefinition[Any], dict[str, Any]]:
        url = self._url.render_as_string(hide_password=False)
        if self._url.get_backend_name() == "sqlite":
            source: Any = context.data_sources.add_sqlite("rows", connection_string=url)
        else:
            source = context.data_sources.add_postgres("rows", connection_string=url)
        made = "".join(f", {self._spelled(expression)} AS {self._quoted(name)}" for name, expression in derived.items())
        asset = source.add_query_asset("rows", query=f"SELECT data.*{made} FROM {self._from()} AS data")  # noqa: S608
        return asset.add_batch_definition_whole_table("rows"), {}

    def _reflect(self, connection: sa.Connection) -> dict[str, Any]:
        inspector = sa.inspect(connection)
        try:
            columns = inspector.get_columns(self._table, schema=self._schema or None)
        except sa.exc.NoSuchTableError:
            raise DataError(f"{self.name}: there is no such table") from None
        return {column["name"]: column["type"] for column in columns}

    def _kinds(self, connection: sa.Connection) -> dict[str, str]:
        declared = {name: _declared_kind(kind) for name, kind in self._declared.items()}
        if self._engine.dialect.name != "sqlite":
            return declared
        # a column of SQLite can hold anything, whatever its declaration says
        stored = ", ".join(f"group_concat(DISTINCT typeof({self._quoted(name)}))" for name in declared)
        found = connection.exec_driver_sql(f"SELECT {stored} FROM {self._from()}").one()  # noqa: S608
        return {name: _stored_kind(declared[name], str(held or "")) for name, held in zip(declared, found, strict=True)}

    def _spelled(self, expression: str) -> str:
        return _without_signs(expression, "char" if self._engine.dialect.name == "sqlite" else "chr")

    def _from(self) -> str:
        return ".".join(self._quoted(part) for part in (self._schema, self._table) if part)

    def _quoted(self, name: str) -> str:
        return self._engine.dialect.identifier_preparer.quote_identifier(name)


def read_table(data: str) -> pd.DataFrame:
    """A table as a frame, for what refers to it."""
    import pandas as pd

    url, _, table = data.partition("#")
    if not table:
        raise DataError(f"which table? Put it behind the URL, {describe(url)}#TABLE")
    source = TableSource(url, table, {})
    with source._engine.connect() as connection:
        return pd.read_sql(sa.text(f"SELECT * FROM {source._from()}"), connection)  # noqa: S608


def database_url(url: str) -> sa.URL:
    """Read-only, whoever connects by it. PostgreSQL through psycopg 3, and no statement longer than STATEMENT_S there.

    SQLite makes no file of a name mistyped.
    """
    describe(url)
    parsed = sa.make_url(url)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        given = parsed.query.get("options", ())
        options = " ".join([given] if isinstance(given, str) else given)
        ours = f"-c default_transaction_read_only=on -c statement_timeout={STATEMENT_S * 1000:.0f}"
        return parsed.set(drivername="postgresql+psycopg").update_query_dict({"options": f"{options} {ours}".strip()})
    if parsed.get_backend_name() != "sqlite":
        raise DataError(f"'{parsed.drivername}' is neither sqlite nor postgresql: export the data to Parquet")
    path = Path(parsed.database or "")
    if not path.is_file():
        raise DataError(f"{describe(url)}: there is no such file")
    return sa.URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}", query={"mode": "ro", "uri": "true"})


def plain(error: Exception) -> str:
    """The database's own words, without SQLAlchemy's."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _declared_kind(kind: object) -> str:
    return next((name for family, name in _KINDS if isinstance(kind, family)), str(kind).lower())


def _stored_kind(declared: str, held: str) -> str:
    kinds = {_STORED[name] for name in held.split(",") if name in _STORED}
    if not kinds or kinds == {"text"}:
        return declared if declared in ("date", "timestamp") or not kinds else "text"
    if kinds == {"integer"}:
        return "boolean" if declared == "boolean" else "integer"
    if kinds <= {"integer", "number"}:
        return "number"
    return next(iter(kinds)) if len(kinds) == 1 else f"mixed ({', '.join(sorted(kinds))})"


def _without_signs(expression: str, char: str) -> str:
    """Colons and percent signs in texts by their numbers: on its way the query passes SQLAlchemy's text() twice."""

    def spell(found: re.Match[str]) -> str:
        parts = re.split("([:%])", found[0][1:-1])
        if len(parts) == 1:
            return found[0]
        texts = [f"{char}({ord(part)})" if part in (":", "%") else f"'{part}'" for part in parts if part]
        return f"({' || '.join(texts)})"

    spelled = re.sub(r"'(?:[^']|'')*'", spell, expression)
    if "%" in spelled:
        raise DataError("conditions on tables cannot have the operator %: write mod(a, b)")
    return spelled
