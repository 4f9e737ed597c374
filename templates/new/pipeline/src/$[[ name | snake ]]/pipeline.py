"""One run: extract, transform, load."""

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from .extract import read_orders
from .load import write_totals
from .transform import add_up


def run(source: Path, database: str, first: date, last: date) -> int:
    """How many totals there are of these days, both ends included."""
    totals = add_up(read_orders(source, first, last))
    write_totals(totals, database, first, last)
    return len(totals)


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    first = options["from"] or options["as_of"]
    last = options["to"] or options["as_of"]
    try:
        count = run(options["input"], options["database"], first, last)
    except (OSError, ValueError, sqlite3.Error) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{count} totals from {first} to {last}")
    return 0


def parse(arguments: Sequence[str] | None) -> dict[str, Any]:
    """What is not given on the command line comes from the environment."""
    parser = argparse.ArgumentParser(description="Adds up orders by day and product.")

    def add(name: str, kind: Callable[[str], object], default: str | None) -> None:
        variable = "PIPELINE_" + name.upper().replace("-", "_")
        default = os.environ.get(variable, default)
        parser.add_argument(f"--{name}", type=kind, default=default, help=variable)

    add("input", Path, "orders.csv")
    add("database", str, "totals.db")
    add("as-of", day, str(datetime.now(UTC).date() - timedelta(days=1)))
    add("from", day, None)
    add("to", day, None)
    return vars(parser.parse_args(arguments))


def day(text: str) -> date:
    return date.fromisoformat(text)
