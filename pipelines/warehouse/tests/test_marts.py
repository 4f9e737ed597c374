"""What the marts hold for other projects: the amounts by hand, the columns of the contracts, an owner."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouse.contracts import contract_names, load_contract


def records(built: Path, query: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(built / "warehouse.duckdb")) as connection:
        found = connection.execute(query)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def rows(built: Path, query: str) -> list[tuple[Any, ...]]:
    return [tuple(record.values()) for record in records(built, query)]


def test_amounts_are_those_of_the_seeds(built: Path) -> None:
    by_hand = """
        SELECT user_id, count(*), sum(round(quantity * price, 2)) FROM main_raw.raw_trades
        WHERE executed_at::date > DATE '2023-09-24' AND executed_at::date <= DATE '2026-09-24' GROUP BY ALL ORDER BY ALL
    """
    made = "SELECT user_id, trades, amount FROM main_marts.user_trade_amounts ORDER BY ALL"
    assert rows(built, made) == [(user, trades, Decimal(amount)) for user, trades, amount in rows(built, by_hand)]
    assert rows(built, "SELECT DISTINCT as_of FROM main_marts.user_trade_amounts") == [(date(2026, 9, 24),)]


@pytest.mark.parametrize("name", contract_names())
def test_a_mart_of_a_contract_keeps_it(built: Path, name: str) -> None:
    contract = load_contract(name)
    mart = records(built, f"FROM main_marts.{name}")
    assert tuple(mart[0]) == contract.columns
    assert contract.violations(mart) == []


def test_every_mart_has_an_owner_and_a_description(built: Path) -> None:
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    marts = [node for node in manifest["nodes"].values() if node["resource_type"] == "model" and "marts" in node["fqn"]]
    assert {mart["name"] for mart in marts} >= {"fct_trades", "user_trade_amounts", "symbol_trade_amounts"}
    assert [mart["name"] for mart in marts if not mart["config"]["meta"].get("owner") or not mart["description"]] == []
