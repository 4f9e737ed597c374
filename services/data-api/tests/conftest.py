import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from data_api.api import Api

ROWS = [
    ("ACME", "2026-03-02T09:31", 2, 2, 2, 2, 1, 2, 1),
    ("ACME", "2026-03-02T09:30", 1, 1, 1, 1, 1, 1, 1),
    ("GLBX", "2026-03-02T09:30", 9, 9, 9, 9, 1, 9, 1),
]


@pytest.fixture
def api(tmp_path: Path) -> Api:
    database = tmp_path / "bars.db"
    columns = "symbol, minute, open, high, low, close, volume, vwap, trades"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"CREATE TABLE trade_bars ({columns})")
        connection.executemany("INSERT INTO trade_bars VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ROWS)
    return Api(database)
