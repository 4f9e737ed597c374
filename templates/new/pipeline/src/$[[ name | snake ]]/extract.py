"""Where the data comes from."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Order:
    day: date
    product: str
    quantity: int

    @classmethod
    def parse(cls, row: dict[str, str]) -> Self:
        day = date.fromisoformat(row["day"])
        return cls(day, row["product"], int(row["quantity"]))


def read_orders(path: Path, first: date, last: date) -> Iterator[Order]:
    """The orders of these days. A line that is no order is an error in any case."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        for row in reader:
            try:
                order = Order.parse(row)
            except (KeyError, TypeError, ValueError) as error:
                place = f"{path}:{reader.line_num}"
                raise ValueError(f"{place}: no order: {error}") from error
            if first <= order.day <= last:
                yield order
