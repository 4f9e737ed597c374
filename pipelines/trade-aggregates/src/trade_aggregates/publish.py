"""Publishing bars: all of a run or none."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import astuple
from pathlib import Path

from platform_core import Contract

from trade_aggregates.bars import Bar


def publish(bars: Sequence[Bar], contract: Contract, database: Path) -> None:
    """A bar that was published before is replaced, so a run can be repeated."""
    places = ", ".join("?" for _ in contract.columns)
    columns = ", ".join(contract.column_names())
    insert = f"INSERT OR REPLACE INTO {contract.name} ({columns}) VALUES ({places})"  # noqa: S608 names of a contract
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(contract.create_table())
        connection.executemany(insert, map(astuple, bars))
