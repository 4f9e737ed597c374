"""Trades of one symbol in one minute become a bar."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trade_aggregates.trades import Trade


@dataclass(frozen=True)
class Bar:
    """The fields are the columns of the contract `trade_bars`."""

    symbol: str
    minute: str
    open: float
    high: float
    low: float
    close: float
    volume: float
    vwap: float
    trades: int


def make_bars(trades: Iterable[Trade]) -> list[Bar]:
    """Bars by symbol and minute. Trades may come in any order: the times decide which is first and last."""
    groups: defaultdict[tuple[str, str], list[Trade]] = defaultdict(list)
    for trade in trades:
        groups[trade.symbol, trade.time.isoformat(timespec="minutes")].append(trade)
    return [_make_bar(symbol, minute, group) for (symbol, minute), group in sorted(groups.items())]


def _make_bar(symbol: str, minute: str, group: list[Trade]) -> Bar:
    group.sort(key=lambda trade: trade.time)
    prices = [trade.price for trade in group]
    volume = sum(trade.size for trade in group)
    turnover = sum(trade.price * trade.size for trade in group)
    return Bar(
        symbol=symbol,
        minute=minute,
        open=prices[0],
        high=max(prices),
        low=min(prices),
        close=prices[-1],
        volume=volume,
        vwap=turnover / volume if volume else prices[-1],
        trades=len(group),
    )
