"""What is made of the data. Pure functions: nothing is read or written."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .extract import Order


@dataclass(frozen=True)
class Total:
    day: date
    product: str
    quantity: int
    orders: int


def add_up(orders: Iterable[Order]) -> list[Total]:
    """A total for each day and product, in that order."""
    groups: defaultdict[tuple[date, str], list[int]] = defaultdict(list)
    for order in orders:
        groups[order.day, order.product].append(order.quantity)
    return [Total(*key, sum(each), len(each)) for key, each in sorted(groups.items())]
