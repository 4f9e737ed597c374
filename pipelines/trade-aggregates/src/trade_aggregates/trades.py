"""Reading trades."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Trade:
    time: datetime
    symbol: str
    price: float
    size: float


def read_trades(path: Path) -> Iterator[Trade]:
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        for row in reader:
            try:
                yield Trade(datetime.fromisoformat(row["time"]), row["symbol"], float(row["price"]), float(row["size"]))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{reader.line_num}: not a trade: {error}") from error
