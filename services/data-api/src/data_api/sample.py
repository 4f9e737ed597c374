"""A made-up serving database: to see the service work, for its tests and to measure it."""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, insert

from .platform_core.contracts import load_contract
from .platform_core.engines import make_engine

AS_OF = date(2026, 11, 25)
COUNTRIES = ("CH", "DE", "FR", "GB", "JP", "US")


def user_rows(as_of: date, count: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(as_of.toordinal())  # noqa: S311 (the same rows each time)
    amounts = sorted((round(chance.lognormvariate(9, 1.5), 2) for _ in range(count)), reverse=True)
    for rank, (user_id, amount) in enumerate(zip(chance.sample(range(1, count + 1), count), amounts, strict=True), 1):
        trades, bought = chance.randint(1, 400), round(amount * chance.random(), 2)
        first = as_of - timedelta(days=chance.randint(400, 1000))
        yield {
            "as_of": as_of,
            "user_id": user_id,
            "country": chance.choice(COUNTRIES),
            "trades": trades,
            "bought": bought,
            "sold": round(amount - bought, 2),
            "amount": amount,
            "amount_1y": round(amount / 3, 2),
            "amount_30d": round(amount / 36, 2),
            "active_days": chance.randint(1, trades),
            "first_trade": first,
            "last_trade": as_of - timedelta(days=chance.randint(0, 300)),
            "rank": rank,
        }


def symbol_rows(as_of: date, count: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(as_of.toordinal())  # noqa: S311
    for number in range(1, count + 1):
        amount = round(chance.lognormvariate(13, 1), 2)
        yield {
            "as_of": as_of,
            "symbol": f"SYM{number:03}",
            "trades": chance.randint(100, 9000),
            "users": chance.randint(1, 100),
            "amount": amount,
            "amount_30d": round(amount / 36, 2),
            "last_price": round(chance.uniform(1, 500), 2),
        }


def fill(engine: Engine, *, users: int = 1000, symbols: int = 50, days: int = 2) -> None:
    """Create the tables and fill them with `days` as_of, the last of which is AS_OF."""
    metadata = MetaData()
    tables = [load_contract(name).table(metadata) for name in ("user_trade_amounts", "symbol_trade_amounts")]
    with engine.begin() as connection:
        metadata.create_all(connection)
        for day in (AS_OF - timedelta(days=back) for back in range(days)):
            for table, rows in zip(tables, (user_rows(day, users), symbol_rows(day, symbols)), strict=True):
                while some := list(islice(rows, 10_000)):
                    connection.execute(insert(table), some)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a serving database of made-up rows (SQLite).")
    parser.add_argument("file", nargs="?", type=Path, help="the new file; default: serving.db in a new directory")
    parser.add_argument("--users", type=int, default=1000, help="how many users have traded (default 1000)")
    parser.add_argument("--serve", action="store_true", help="run the service on it")
    arguments = parser.parse_args()
    if arguments.users < 1:
        parser.error("--users: at least 1")
    file = arguments.file or Path(tempfile.mkdtemp(prefix="data-api-")) / "serving.db"
    if file.exists():
        parser.error(f"{file} exists: it is not changed")
    if not file.parent.is_dir():
        parser.error(f"{file.parent} is no directory")
    half = file.with_name(file.name + ".part")
    half.unlink(missing_ok=True)
    engine = make_engine(f"sqlite:///{half}")
    fill(engine, users=arguments.users)
    engine.dispose()
    half.rename(file)
    print(f"{file}: {arguments.users} users, as of {AS_OF} and the day before")
    if arguments.serve:
        port = os.environ.get("PORT", "8000")
        print(f"http://127.0.0.1:{port}/docs and http://127.0.0.1:{port}/v1/user-trade-amounts?limit=3", flush=True)
        environment = {
            "DATA_API_LOG_FORMAT": "console",
            **os.environ,
            "DATA_API_SERVING_URL": f"sqlite:///{file.resolve()}",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", f"python:{__package__}.serving"]
        os.execve(sys.executable, command, environment)  # noqa: S606 (this process becomes the service)


if __name__ == "__main__":
    main()
