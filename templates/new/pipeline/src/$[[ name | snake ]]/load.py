"""Where the result goes."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import astuple
from datetime import date

from .transform import Total

TABLE = """
CREATE TABLE IF NOT EXISTS totals (
    day TEXT, product TEXT, quantity INTEGER, orders INTEGER, PRIMARY KEY (day, product)
)
"""


def write_totals(
    totals: Sequence[Total],
    database: str,
    first: date,
    last: date,
) -> None:
    """All or nothing. These days are replaced, so that a run can be repeated."""
    days = (str(first), str(last))
    rows = [(str(day), *rest) for day, *rest in map(astuple, totals)]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(TABLE)
        connection.execute("DELETE FROM totals WHERE day BETWEEN ? AND ?", days)
        connection.executemany("INSERT INTO totals VALUES (?, ?, ?, ?)", rows)
