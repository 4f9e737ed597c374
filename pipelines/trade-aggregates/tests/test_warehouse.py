"""The SQL against sums that Python makes of the same files, to the cent."""

import shutil
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from trade_aggregates.sample import write_sample
from trade_aggregates.settings import SampleSettings
from trade_aggregates.warehouse import open_duckdb
from trade_aggregates.windows import Window

LAST = date(2026, 10, 31)
Results = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than the three years of the window, so that there is something to leave out at both of its ends."""
    directory = tmp_path_factory.mktemp("years") / "raw"
    write_sample(directory, SampleSettings(users=8, days=1200, until=date(2026, 11, 10)))
    return directory


def results(directory: Path, as_of: date = LAST) -> Results:
    with open_duckdb("duckdb:///:memory:", directory) as warehouse:
        found = warehouse.aggregate(Window(as_of), warehouse.inputs(Window(as_of)))
    return {name: list(rows.values) for name, rows in found.items()}


def cents(trades: Iterable[tuple[Any, ...]]) -> Decimal:
    return sum(((t[4] * t[5]).quantize(Decimal("0.01"), ROUND_HALF_UP) for t in trades), Decimal())


def test_the_aggregates_are_what_python_makes_of_the_trades(years: Path) -> None:
    everything = duckdb.read_parquet(f"{years}/trades/*/*.parquet", hive_partitioning=False).fetchall()
    trades = [trade for trade in everything if date(2023, 11, 1) <= trade[7].date() <= LAST]
    assert 100 < len(trades) < len(everything)
    users, symbols, (totals,) = results(years).values()

    for _, user, _, count, bought, sold, amount, year, month, days, first, last, _ in users:
        own = [trade for trade in trades if trade[1] == user]
        assert count == len(own)
        assert bought == cents(trade for trade in own if trade[3] == "buy")
        assert sold == cents(trade for trade in own if trade[3] == "sell")
        assert amount == cents(own)
        assert year == cents(trade for trade in own if trade[7].date() >= date(2025, 11, 1))
        assert month == cents(trade for trade in own if trade[7].date() >= date(2026, 10, 2))
        assert days == len({trade[7].date() for trade in own})
        assert (first, last) == (min(own, key=lambda t: t[7])[7].date(), max(own, key=lambda t: t[7])[7].date())
    assert [row[1] for row in users] == sorted({trade[1] for trade in trades})
    ranked = sorted(users, key=lambda row: row[-1])
    assert [row[-1] for row in ranked] == list(range(1, 9))
    assert ranked == sorted(users, key=lambda row: -row[6])

    for _, symbol, count, traders, amount, month, price in symbols:
        own = [trade for trade in trades if trade[2] == symbol]
        assert (count, traders, amount) == (len(own), len({trade[1] for trade in own}), cents(own))
        assert month == cents(trade for trade in own if trade[7].date() >= date(2026, 10, 2))
        assert price == max(own, key=lambda trade: (trade[7], trade[0]))[5]
    assert totals == (LAST, LAST, *4 * [len(trades)], *3 * [cents(trades)])


def test_a_trade_that_came_twice_counts_once(sample: Path, tmp_path: Path) -> None:
    """Also for the gate, and where the deliveries differ in what nobody reads."""
    raw = shutil.copytree(sample, tmp_path / "raw")
    for month in ("2026-09", "2026-10"):
        trades = duckdb.read_parquet(str(raw / f"trades/month={month}/trades.parquet"), hive_partitioning=False)
        trades.project("*, 'again' AS delivery").write_parquet(str(raw / f"trades/month={month}/again.parquet"))
    assert results(raw) == results(sample)
    with open_duckdb("duckdb:///:memory:", raw) as warehouse:
        for each in warehouse.inputs(Window(LAST)):
            frame = warehouse.raw(each)
            assert len(frame) == frame[frame.columns[0]].nunique()


def test_months_outside_the_window_are_not_read(years: Path, tmp_path: Path) -> None:
    raw = shutil.copytree(years, tmp_path / "raw")
    for month in ("2023-10", "2026-11"):
        (raw / f"trades/month={month}/trades.parquet").write_bytes(b"not Parquet")
    assert results(raw) == results(years)
