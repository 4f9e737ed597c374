from datetime import datetime

from trade_aggregates.bars import Bar, make_bars
from trade_aggregates.trades import Trade


def trade(time: str, price: float, size: float, symbol: str = "ACME") -> Trade:
    return Trade(datetime.fromisoformat(f"2026-03-02T{time}"), symbol, price, size)


def test_a_bar_sums_up_a_minute_whatever_the_order_of_its_trades() -> None:
    bars = make_bars([trade("09:30:59", 90, 20), trade("09:30:01", 100, 10), trade("09:30:30", 120, 10)])
    assert bars == [Bar("ACME", "2026-03-02T09:30", 100, 120, 90, 90, 40, 100, 3)]


def test_minutes_and_symbols_are_kept_apart() -> None:
    bars = make_bars(
        [trade("09:31:00", 1, 1, "B"), trade("09:30:59", 1, 1, "B"), trade("09:30:00", 1, 1, "A")],
    )
    assert [(bar.symbol, bar.minute[-5:]) for bar in bars] == [("A", "09:30"), ("B", "09:30"), ("B", "09:31")]


def test_trades_of_no_size_have_their_last_price_as_average() -> None:
    assert make_bars([trade("09:30:00", 7, 0)])[0].vwap == 7
