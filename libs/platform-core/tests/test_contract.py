import sqlite3

import pytest
from platform_core import Column, Contract, load_contract


def test_contract_makes_a_table_with_its_columns_and_key() -> None:
    contract = load_contract("trade_bars")
    with sqlite3.connect(":memory:") as connection:
        connection.execute(contract.create_table())
        rows = connection.execute("PRAGMA table_info(trade_bars)").fetchall()
    assert tuple(row[1] for row in rows) == contract.column_names()
    assert {row[1] for row in rows if row[5]} == {"symbol", "minute"}


def test_only_nullable_columns_take_null() -> None:
    contract = Contract("t", ("a",), (Column("a", "integer"), Column("b", "text"), Column("c", "text", nullable=True)))
    with sqlite3.connect(":memory:") as connection:
        connection.execute(contract.create_table())
        connection.execute("INSERT INTO t VALUES (1, 'x', NULL)")
        with pytest.raises(sqlite3.IntegrityError, match=r"t\.b"):
            connection.execute("INSERT INTO t VALUES (2, NULL, NULL)")


def test_unknown_contract_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_contract("nothing")
