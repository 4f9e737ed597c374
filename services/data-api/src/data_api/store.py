"""The serving database, which is only read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Select, Table, event, func, make_url, select
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError

from .models import Page, SymbolTradeAmounts, UserTradeAmounts
from .platform_core.contracts import load_contract
from .platform_core.engines import make_engine

CONNECTIONS = 5  # of the engine's pool


class NoData(LookupError):  # noqa: N818 (says what is the case)
    """There are no rows of what was asked for."""


class Unavailable(RuntimeError):  # noqa: N818
    """The database does not answer, or is not what the contracts say."""

    def __init__(self, error: SQLAlchemyError) -> None:
        super().__init__("the serving database does not answer: /ready says why")
        cause = getattr(error, "orig", None) or error
        self.reason = " ".join(str(cause).split())


class Store:
    def __init__(self, url: str, *, query_seconds: int) -> None:
        engine = make_engine(url, read_only=True)
        if engine.dialect.name == "sqlite":
            _follow_file(engine, Path(make_url(url).database or ":memory:").resolve())
        else:
            _limit_queries(engine, query_seconds)
            engine = engine.execution_options(isolation_level="REPEATABLE READ")  # a page is of one state
        self._engine = engine
        metadata = MetaData()
        self._users = load_contract("user_trade_amounts").table(metadata)
        self._symbols = load_contract("symbol_trade_amounts").table(metadata)

    def check(self) -> None:
        """Raises Unavailable when a table cannot be read."""
        with self._connection() as connection:
            for table in (self._users, self._symbols):
                connection.execute(select(table).limit(1)).all()

    def user(self, user_id: int, as_of: date | None) -> UserTradeAmounts:
        table = self._users
        query = select(table).where(table.c.user_id == user_id)
        query = query.where(table.c.as_of == as_of) if as_of else query.where(table.c.as_of == _latest(table))
        with self._connection() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NoData(f"no trades of user {user_id} in the three years up to {as_of or 'the latest as_of'}")
        return UserTradeAmounts.model_validate(dict(row))

    def users(self, as_of: date | None, country: str | None, limit: int, offset: int) -> Page[UserTradeAmounts]:
        table = self._users
        query = select(table).order_by(table.c.rank, table.c.user_id)
        if country:
            query = query.where(table.c.country == country)
        with self._connection() as connection:
            day, total, rows = _page(connection, table, query, as_of, limit, offset)
        items = [UserTradeAmounts.model_validate(row) for row in rows]
        return Page[UserTradeAmounts](as_of=day, total=total, limit=limit, offset=offset, items=items)

    def symbols(self, as_of: date | None, limit: int, offset: int) -> Page[SymbolTradeAmounts]:
        table = self._symbols
        query = select(table).order_by(table.c.amount.desc(), table.c.symbol)
        with self._connection() as connection:
            day, total, rows = _page(connection, table, query, as_of, limit, offset)
        items = [SymbolTradeAmounts.model_validate(row) for row in rows]
        return Page[SymbolTradeAmounts](as_of=day, total=total, limit=limit, offset=offset, items=items)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise Unavailable(error) from error


def _latest(table: Table) -> Any:  # noqa: ANN401 (a scalar subquery)
    return select(func.max(table.c.as_of)).scalar_subquery()


def _page(
    connection: Connection, table: Table, query: Select[Any], as_of: date | None, limit: int, offset: int
) -> tuple[date, int, list[dict[str, Any]]]:
    day = as_of or connection.scalar(select(func.max(table.c.as_of)))
    if day is None:
        raise NoData(f"{table.name} is empty")
    query = query.where(table.c.as_of == day)
    total = connection.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    if not total and as_of and not connection.scalar(select(func.count()).where(table.c.as_of == day)):
        raise NoData(f"{table.name} has nothing of as_of {day}")
    rows = connection.execute(query.limit(limit).offset(offset)).mappings()
    return day, total, [dict(row) for row in rows]


def _follow_file(engine: Engine, file: Path) -> None:
    """A database file that was replaced or removed is seen as such, not read on from an open connection."""

    def identity() -> tuple[int, int] | None:
        try:
            found = file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    @event.listens_for(engine, "connect")
    def remember(_connection: object, record: Any) -> None:  # noqa: ANN401
        record.info["file"] = identity()

    @event.listens_for(engine, "checkout")
    def compare(_connection: object, record: Any, _proxy: object) -> None:  # noqa: ANN401
        if record.info["file"] != identity():
            raise DisconnectionError("the database file is another one")  # the pool connects again


def _limit_queries(engine: Engine, seconds: int) -> None:
    @event.listens_for(engine, "connect")
    def limit(connection: Any, _record: object) -> None:  # noqa: ANN401 (a DB-API connection)
        connection.execute(f"SET statement_timeout = '{seconds}s'")
        connection.commit()
