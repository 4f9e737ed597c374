"""Each fault is planted alone into a sample without any, and found by the check that is there for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from quality_gate import load_suite, run_suite

AS_OF = date(2026, 1, 31)
SUITES = ("trades", "trades_semantic", "users")
Frame = Any  # of pandas


@dataclass(frozen=True)
class Fault:
    name: str
    suite: str
    plant: Callable[[Frame], Frame]
    check: str
    column: str = ""


def cell(column: str, value: object, row: int = 7) -> Callable[[Frame], Frame]:
    """One value of one row."""

    def plant(frame: Frame) -> Frame:
        values = list(frame[column])
        values[row] = value
        return frame.assign(**{column: pd.Series(values, index=frame.index)})

    return plant


def column(name: str, change: Callable[[Any], Any]) -> Callable[[Frame], Frame]:
    """A whole column."""
    return lambda frame: frame.assign(**{name: change(frame[name])})


def again(frame: Frame, **changes: object) -> Frame:
    """The last row, at the end once more, with changes."""
    return pd.concat([frame, frame.tail(1).assign(**changes)], ignore_index=True)


def runtime(name: str, plant: Callable[[Frame], Frame], check: str, column: str = "") -> Fault:
    return Fault(name, "trades", plant, check, column)


def semantic(name: str, plant: Callable[[Frame], Frame], check: str, column: str) -> Fault:
    return Fault(name, "trades_semantic", plant, check, column)


def user(name: str, plant: Callable[[Frame], Frame], check: str, column: str = "") -> Fault:
    return Fault(name, "users", plant, check, column)


FAULTS = [
    runtime("a column is lost", lambda f: f.drop(columns="currency"), "columns"),
    runtime("a column is new", lambda f: f.assign(venue="XETR"), "columns"),
    runtime("a column has another name", lambda f: f.rename(columns={"price": "px"}), "columns"),
    runtime("numbers have become text", column("trade_id", lambda c: "T" + c.astype(str)), "type", "trade_id"),
    runtime("a whole number has a fraction", cell("user_id", 1.5), "type", "user_id"),
    runtime("decimal commas", column("quantity", lambda c: c.astype(str).str.replace(".", ",")), "type", "quantity"),
    runtime("a word among numbers", cell("price", "n/a"), "type", "price"),
    runtime("times are text", column("executed_at", lambda c: c.astype(str)), "type", "executed_at"),
    runtime("times are seconds", column("executed_at", lambda c: c.astype("int64")), "type", "executed_at"),
    runtime("the file is cut", lambda f: f.head(5), "row_count"),
    runtime("the file is empty", lambda f: f.head(0), "row_count"),
    runtime("a row is there twice", again, "unique", "trade_id"),
    runtime("no trade_id", cell("trade_id", None), "not_null", "trade_id"),
    runtime("no user_id", cell("user_id", None), "not_null", "user_id"),
    runtime("no time", cell("executed_at", None), "not_null", "executed_at"),
    runtime("no price", cell("price", float("nan")), "not_null", "price"),
    runtime("a quantity below zero", cell("quantity", -3.0), "range", "quantity"),
    runtime("a quantity of zero", cell("quantity", 0.0), "range", "quantity"),
    runtime("a price of zero", cell("price", 0.0), "range", "price"),
    runtime("a price beyond reason", cell("price", 1e9), "range", "price"),
    runtime("an infinite price", cell("price", float("inf")), "range", "price"),
    runtime("the epoch for a time", cell("executed_at", pd.Timestamp(0)), "range", "executed_at"),
    runtime("an unknown side", cell("side", "hold"), "one_of", "side"),
    runtime("another case", cell("side", "BUY"), "one_of", "side"),
    runtime("a blank behind a word", cell("side", "buy "), "one_of", "side"),
    runtime("an unknown currency", cell("currency", "XXX"), "one_of", "currency"),
    runtime("a symbol in lower case", cell("symbol", "sap"), "pattern", "symbol"),
    runtime("a symbol with its venue", cell("symbol", "SAP.DE"), "pattern", "symbol"),
    runtime("an empty symbol", cell("symbol", ""), "pattern", "symbol"),
    runtime("a symbol with a line end", cell("symbol", "SAP\n"), "pattern", "symbol"),
    runtime("a currency too long", cell("currency", "EURO"), "length", "currency"),
    semantic("an unknown user", cell("user_id", 99), "reference", "user_id"),
    semantic("old data", column("executed_at", lambda c: c - pd.Timedelta(days=3)), "freshness", "executed_at"),
    semantic("a time to come", cell("executed_at", pd.Timestamp(2026, 2, 1, 1)), "freshness", "executed_at"),
    semantic(
        "booked twice under two numbers",
        lambda f: again(f, trade_id=2000),
        "unique_together",
        "user_id, symbol, executed_at",
    ),
    semantic("out of order", cell("trade_id", 1), "increasing", "trade_id"),
    semantic("prices in cents", column("price", lambda c: c * 100), "mean", "price"),
    semantic("quantities in lots", column("quantity", lambda c: c / 10), "median", "quantity"),
    semantic("one price for all", column("price", lambda _: 50.0), "stdev", "price"),
    semantic("one huge quantity", cell("quantity", 1e6), "sum", "quantity"),
    semantic("prices cut off above", column("price", lambda c: c.clip(upper=19)), "quantile", "price"),
    semantic("a symbol is lost", lambda f: f[f["symbol"] != "ACME"], "distinct", "symbol"),
    semantic("one time for all", column("executed_at", lambda c: c.max()), "distinct_share", "executed_at"),
    semantic("no sales", lambda f: f[f["side"] == "buy"], "contains", "side"),
    semantic("hardly any sales", lambda f: f[(f["side"] == "buy") | (f.index < 5)], "share", "side"),
    semantic("SAP in dollars", lambda f: again(f, symbol="SAP", currency="USD"), "rule", "currency, symbol"),
    user("columns have changed places", lambda f: f[f.columns[::-1]], "columns_in_order"),
    user("a user twice", again, "unique", "user_id"),
    user("user numbers are text", column("user_id", lambda c: c.astype(str)), "type", "user_id"),
    user("days have hours", cell("registered_on", pd.Timestamp(2025, 1, 1, 8)), "type", "registered_on"),
    user("no country", cell("country", None), "not_null", "country"),
    user("a country by name", cell("country", "Germany"), "pattern", "country"),
    user("an unknown segment", cell("segment", "vip"), "one_of", "segment"),
    user("registered in the future", cell("registered_on", pd.Timestamp(2099, 1, 1)), "range", "registered_on"),
]


def test_forty_faults_are_planted() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 40


@pytest.mark.parametrize("suite", SUITES)
def test_nothing_is_found_in_the_clean_sample(suite: str, sample: Path, clean: dict[str, Frame]) -> None:
    data = clean[suite.partition("_")[0]]
    verdict = run_suite(load_suite(sample / f"{suite}.yaml"), data, references=clean, as_of=AS_OF)
    assert (verdict.findings, verdict.errors) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_planted_fault_is_found(fault: Fault, sample: Path, clean: dict[str, Frame]) -> None:
    data = fault.plant(clean[fault.suite.partition("_")[0]])
    verdict = run_suite(load_suite(sample / f"{fault.suite}.yaml"), data, references=clean, as_of=AS_OF)
    found = [(finding.check, finding.column) for finding in verdict.findings if finding.severity == "error"]
    assert (fault.check, fault.column) in found
    assert verdict.errors == ()
    assert not verdict.passed
