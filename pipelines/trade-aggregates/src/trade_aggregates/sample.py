"""Raw data to try the pipeline on: the same seed gives the same trades, on any day and machine."""

import os
import shutil
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from .settings import SampleSettings
from .windows import each_day, month_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class SampleError(ValueError):
    """The sample cannot be written there."""


def write_sample(directory: Path, sample: SampleSettings) -> int:
    """The layout of the raw data, complete or not at all. How many trades there are."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise SampleError(f"{directory} is not empty: name a new directory for the sample")
    directory.parent.mkdir(parents=True, exist_ok=True)
    partial = directory.with_name(f".{directory.name}.{os.getpid()}")
    try:
        trades = _write(partial, sample)
        partial.replace(directory)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return trades


def _write(directory: Path, sample: SampleSettings) -> int:
    import duckdb

    trades = 0
    with duckdb.connect() as connection:
        connection.execute(_sql("chance"))
        _table(connection, "symbols", seed=sample.seed)
        _table(connection, "users", seed=sample.seed, users=sample.users)
        for month, of_month in groupby(each_day(sample.first, sample.until), month_of):
            days = list(of_month)
            _table(connection, "trades", seed=sample.seed, first=days[0], last=days[-1])
            place = directory / "trades" / f"month={month}"
            place.mkdir(parents=True)
            connection.table("trades").write_parquet(str(place / "trades.parquet"))
            trades += len(connection.table("trades"))
        connection.table("users").write_parquet(str(directory / "users.parquet"))
        connection.table("symbols").project("symbol, name, sector").write_parquet(str(directory / "symbols.parquet"))
    return trades


def _table(connection: "DuckDBPyConnection", name: str, **parameters: object) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {_sql(name)}", parameters)


def _sql(name: str) -> str:
    return files(__package__).joinpath("samples", f"{name}.sql").read_text(encoding="utf-8")
