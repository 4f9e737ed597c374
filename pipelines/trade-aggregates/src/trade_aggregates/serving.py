"""The serving database: what is published there, all of a day or nothing of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from platform_core.contracts import Contract, load_contract
from platform_core.engines import make_engine
from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
)

Row = Mapping[str, Any]
PUBLISHED = ("user_trade_amounts", "symbol_trade_amounts")
LOCK = 0x7472_6164  # of this pipeline, among the advisory locks of a PostgreSQL database
FAULTS_SHOWN = 5


class BrokenContractError(Exception):
    """Rows are not what their contract promises to those who read them."""


@dataclass(frozen=True)
class Published:
    as_of: date
    fingerprint: str
    rows: int
    finished_at: datetime


class Serving:
    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self.contracts: dict[str, Contract] = {name: load_contract(name) for name in PUBLISHED}
        self.metadata = MetaData()
        self.tables = {name: contract.table(self.metadata) for name, contract in self.contracts.items()}
        self.runs = Table(
            "trade_aggregates_runs",
            self.metadata,
            Column("as_of", Date, primary_key=True),
            Column("fingerprint", String(64), nullable=False),
            Column("rows", Integer, nullable=False),
            Column("finished_at", DateTime, nullable=False),
        )
        self.gate = Table(
            "trade_aggregates_passed",
            self.metadata,
            Column("input", String(64), primary_key=True),
            Column("fingerprint", String(64), nullable=False),
        )

    def close(self) -> None:
        self.engine.dispose()

    def find(self, as_of: date) -> Published | None:
        with self.engine.connect() as connection:
            if not inspect(connection).has_table(self.runs.name):
                return None
            runs = self.runs.c
            query = select(runs.fingerprint, runs.rows, runs.finished_at).where(runs.as_of == as_of)
            row = connection.execute(query).one_or_none()
        return Published(as_of, row.fingerprint, row.rows, row.finished_at.replace(tzinfo=UTC)) if row else None

    def publish(self, as_of: date, tables: Mapping[str, Sequence[Row]], fingerprint: str, now: datetime) -> Published:
        """Whoever reads sees the day as it was before, or as it is now; so does a run after one that was killed."""
        for name, rows in tables.items():
            if faults := self.contracts[name].violations(rows):
                more = f", and {len(faults) - FAULTS_SHOWN} more" if len(faults) > FAULTS_SHOWN else ""
                raise BrokenContractError(f"{name} breaks its contract: {'; '.join(faults[:FAULTS_SHOWN])}{more}")
        published = Published(as_of, fingerprint, sum(map(len, tables.values())), now)
        with self._alone() as connection:
            for name, rows in tables.items():
                _replace(connection, self.tables[name], as_of, rows)
            run = {
                "as_of": as_of,
                "fingerprint": fingerprint,
                "rows": published.rows,
                "finished_at": now.astimezone(UTC).replace(tzinfo=None),
            }
            _replace(connection, self.runs, as_of, [run])
        return published

    def passed(self) -> dict[str, str]:
        """Which raw data the gate has let pass, by name, with its fingerprint."""
        with self.engine.connect() as connection:
            if not inspect(connection).has_table(self.gate.name):
                return {}
            rows = connection.execute(select(self.gate.c.input, self.gate.c.fingerprint))
            return {row.input: row.fingerprint for row in rows}

    def remember_passed(self, name: str, fingerprint: str) -> None:
        with self._alone() as connection:
            connection.execute(delete(self.gate).where(self.gate.c.input == name))
            connection.execute(insert(self.gate).values(input=name, fingerprint=fingerprint))

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction in which no other run writes: a second one waits here."""
        with self.engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                # The engine has begun one that may write later; its first write could be refused then.
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
            self.metadata.create_all(connection)
            yield connection


def _replace(connection: Connection, table: Table, as_of: date, rows: Sequence[Row]) -> None:
    connection.execute(delete(table).where(table.c.as_of == as_of))
    if rows:
        connection.execute(insert(table), list(rows))
