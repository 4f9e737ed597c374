"""SQL engines by URL: SQLite and PostgreSQL through SQLAlchemy, the DuckDB warehouse through its own API."""

from __future__ import annotations

import importlib.util
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

BUSY_TIMEOUT_MS = 30_000  # SQLite has one writer at a time: the others wait this long
CONNECT_TIMEOUT_S = 10

_HINTS = {
    "redshift": "nothing here connects to Redshift: platform_core.redshift.compile_query gives the SQL to run there",
    "duckdb": "DuckDB is opened by platform_core.engines.open_warehouse, not by SQLAlchemy",
}


class EngineError(ValueError):
    """The URL is of no database that can be used here."""


def make_engine(url: str, *, read_only: bool = False) -> Engine:
    """An engine for `sqlite:///PATH` or `postgresql://…`. One that is read-only refuses to write, and makes no file."""
    parsed = _parse(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(parsed, read_only=read_only)
    if backend in ("postgresql", "postgres"):
        return _postgresql(parsed, read_only=read_only)
    raise EngineError(_HINTS.get(backend, f"no engine for '{backend}' databases: use sqlite:/// or postgresql://"))


@contextmanager
def open_warehouse(url: str, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection for `duckdb:///PATH` or `duckdb:///:memory:`, with UTC as its time zone."""
    parsed = _parse(url)
    if parsed.get_backend_name() != "duckdb":
        raise EngineError(f"the warehouse is DuckDB, duckdb:///PATH or duckdb:///:memory:, not '{parsed.drivername}'")
    _require("duckdb", "duckdb")
    import duckdb

    with duckdb.connect(parsed.database or ":memory:", read_only=read_only) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def _parse(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):  # whose messages show the URL, or what stands for its port: maybe a password
        raise EngineError("this is no database URL, such as sqlite:///serving.db") from None


def _sqlite(url: URL, *, read_only: bool) -> Engine:
    memory = url.database in (None, "", ":memory:")
    if read_only and not memory:
        file = quote(str(Path(str(url.database)).resolve()))
        url = URL.create("sqlite", database=f"file:{file}", query={"mode": "ro", "uri": "true"})
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 (a DB-API connection)
        connection.isolation_level = None  # the driver would begin no transaction before the first INSERT; see below
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        elif not memory:
            connection.execute("PRAGMA journal_mode = WAL")  # readers go on while one writes

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401
        connection.exec_driver_sql("BEGIN")

    return engine


def _postgresql(url: URL, *, read_only: bool) -> Engine:
    _require("psycopg", "postgresql")
    options = "-c timezone=UTC" + (" -c default_transaction_read_only=on" if read_only else "")
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_TIMEOUT_S, "options": options},
    )


def _require(module: str, extra: str) -> None:
    if importlib.util.find_spec(module) is None:
        raise EngineError(f"the package '{module}' is not installed: it is the extra '{extra}' of platform-core")
