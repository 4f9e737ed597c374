from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from platform_core.contracts import ContractError, contract_names, load_contract
from platform_core.engines import make_engine
from sqlalchemy import Column, MetaData, Table, insert, inspect, select

SYMBOL: dict[str, Any] = {
    "as_of": date(2026, 1, 31),
    "symbol": "ACME",
    "trades": 3,
    "users": 2,
    "amount": Decimal("12.5"),
    "amount_30d": 0.0,
    "last_price": 4.25,
}


@pytest.mark.parametrize("name", contract_names())
def test_contract_makes_a_table_with_its_columns_and_key(name: str) -> None:
    contract, metadata, engine = load_contract(name), MetaData(), make_engine("sqlite:///:memory:")
    table = contract.table(metadata)
    assert contract.table(metadata) is table
    metadata.create_all(engine)
    assert tuple(column["name"] for column in inspect(engine).get_columns(name)) == contract.columns
    assert tuple(inspect(engine).get_pk_constraint(name)["constrained_columns"]) == contract.key


def test_its_indexes_are_made_with_the_table_and_not_for_one_that_is_there() -> None:
    contract, engine = load_contract("user_trade_amounts"), make_engine("sqlite:///:memory:")
    old, metadata = MetaData(), MetaData()
    Table(contract.name, old, *(Column(column.name, column.type) for column in contract.table(MetaData()).c))
    contract.table(metadata)
    with engine.begin() as connection:
        metadata.create_all(connection)
        (index,) = inspect(connection).get_indexes(contract.name)
        assert (index["name"], index["column_names"]) == ("ix_user_trade_amounts_as_of_rank", ["as_of", "rank"])
        metadata.drop_all(connection)
        old.create_all(connection)
        metadata.create_all(connection)
        assert inspect(connection).get_indexes(contract.name) == []


def test_a_page_by_rank_is_read_from_the_index() -> None:
    contract, engine = load_contract("user_trade_amounts"), make_engine("sqlite:///:memory:")
    table = contract.table(MetaData())
    with engine.begin() as connection:
        table.create(connection)
        query = "EXPLAIN QUERY PLAN SELECT * FROM user_trade_amounts WHERE as_of = '2026-01-31' ORDER BY rank LIMIT 3"
        (step,) = connection.exec_driver_sql(query)
    assert step.detail.endswith("USING INDEX ix_user_trade_amounts_as_of_rank (as_of=?)")


def test_rows_of_the_contract_go_through_its_table() -> None:
    contract, metadata, engine = load_contract("symbol_trade_amounts"), MetaData(), make_engine("sqlite:///:memory:")
    table = contract.table(metadata)
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(insert(table), [SYMBOL])
        rows = [row._asdict() for row in connection.execute(select(table))]
    assert contract.violations(rows) == []
    assert rows[0]["as_of"] == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("change", "violation"),
    [
        ({"amount": -1}, "amount: -1 is less than the minimum of 0"),
        ({"amount": float("nan")}, "amount: None is not of type 'number'"),
        ({"as_of": "2026-02-30"}, "as_of: '2026-02-30' is not a 'date'"),
        ({"trades": 1.5}, "trades: 1.5 is not of type 'integer'"),
        ({"symbol": ""}, "symbol: '' should be non-empty"),
        ({"more": 1}, "Additional properties are not allowed ('more' was unexpected)"),
    ],
)
def test_rows_that_break_the_contract_are_named(change: dict[str, Any], violation: str) -> None:
    other = SYMBOL | {"symbol": "OTHER"}
    found = load_contract("symbol_trade_amounts").violations([other, SYMBOL | change])
    assert found == [f"symbol_trade_amounts row 2: {violation}"]


def test_missing_columns_and_keys_met_twice_are_violations() -> None:
    short = {name: value for name, value in SYMBOL.items() if name != "users"}
    assert load_contract("symbol_trade_amounts").violations([short, SYMBOL]) == [
        "symbol_trade_amounts row 1: 'users' is a required property",
        "symbol_trade_amounts row 2: key as_of=2026-01-31, symbol=ACME is in row 1 already",
    ]


def test_the_first_violations_are_enough() -> None:
    found = load_contract("symbol_trade_amounts").violations((SYMBOL for _ in range(1000)), limit=3)
    assert len(found) == 4
    assert found[-1] == "symbol_trade_amounts: not all is shown, the first 3 violations are"


def test_unknown_contracts_are_refused_with_the_nearest_name() -> None:
    with pytest.raises(ContractError, match="did you mean 'user_trade_amounts'"):
        load_contract("user_trade_amount")
