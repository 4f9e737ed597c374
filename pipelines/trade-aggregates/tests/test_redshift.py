"""There is no Redshift here: what it would be told is compared, and run by PostgreSQL, which understands it."""

from datetime import date
from operator import attrgetter
from pathlib import Path

import duckdb
import psycopg
import pytest
import sqlglot
from platform_core.redshift import compile_query
from trade_aggregates.inputs import InputError
from trade_aggregates.redshift import open_redshift
from trade_aggregates.warehouse import open_duckdb, sql
from trade_aggregates.windows import Window

GOLDEN = Path(__file__).with_name("redshift")
LAST = date(2026, 10, 31)
DAY = Window(LAST)
NAME = attrgetter("name")
TABLES = {
    "trades": "trade_id bigint, user_id bigint, symbol varchar, side varchar, quantity decimal(18,4), "
    "price decimal(18,4), currency varchar, executed_at timestamp",
    "users": "user_id bigint, country varchar, segment varchar, registered_on date",
    "symbols": "symbol varchar, name varchar, sector varchar",
}


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.sql")), ids=lambda path: path.stem)
def test_redshift_is_told_this(path: Path) -> None:
    compiled = compile_query(sql(path.stem))
    assert compiled + "\n" == path.read_text(encoding="utf-8")
    assert sqlglot.parse_one(compiled, read="redshift").sql("redshift", pretty=True) == compiled


def test_all_of_the_sql_is_compared() -> None:
    ours = Path(__file__).parents[1] / "src/trade_aggregates/sql"
    assert {path.name for path in GOLDEN.glob("*.sql")} == {path.name for path in ours.glob("*.sql")}


@pytest.fixture(scope="module")
def tables(sample: Path, postgres: str) -> str:
    """The sample in tables; the URL of where they are, as of a Redshift."""
    url = postgres.replace("+psycopg", "")
    files = {"trades": "trades/*/*.parquet", "users": "users.parquet", "symbols": "symbols.parquet"}
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for name, columns in TABLES.items():
            cursor.execute(f"CREATE TABLE {name} ({columns})".encode())
            with cursor.copy(f"COPY {name} FROM STDIN".encode()) as copy:
                for row in duckdb.read_parquet(f"{sample}/{files[name]}", hive_partitioning=False).fetchall():
                    copy.write_row(row)
    return url.replace("postgresql://", "redshift://")


@pytest.mark.server
def test_the_results_are_those_of_duckdb(tables: str, sample: Path) -> None:
    with open_redshift(tables) as there, open_duckdb("duckdb:///:memory:", sample) as here:
        ours, theirs = (each.aggregate(DAY, each.inputs(DAY)) for each in (here, there))
        assert ours == theirs
        for one, other in zip(*(sorted(each.inputs(DAY), key=NAME) for each in (here, there)), strict=True):
            assert one.name == other.name
            frames = [here.raw(one), there.raw(other)]
            key = str(frames[0].columns[0])
            a, b = (frame.sort_values(key, ignore_index=True).astype(str) for frame in frames)
            assert a.equals(b)


@pytest.mark.server
def test_other_contents_have_another_fingerprint(tables: str) -> None:
    with open_redshift(tables) as warehouse:
        before = warehouse.inputs(DAY)
        warehouse.connection.execute("UPDATE trades SET price = price + 1 WHERE executed_at >= DATE '2026-10-31'")
        changed = set(warehouse.inputs(DAY)) - set(before)
        warehouse.connection.execute("UPDATE trades SET price = price - 1 WHERE executed_at >= DATE '2026-10-31'")
        assert [each.name for each in changed] == ["trades/2026-10"]
        assert warehouse.inputs(DAY) == before


@pytest.mark.server
def test_what_it_refuses_is_told(tables: str) -> None:
    with open_redshift(tables) as warehouse, pytest.raises(InputError, match=r"trades of 2026-11-01 have not come"):
        warehouse.inputs(Window(date(2026, 11, 1)))
    with (
        open_redshift(f"{tables}?options=-csearch_path%3Dnowhere") as warehouse,
        pytest.raises(InputError, match="Redshift: "),
    ):
        warehouse.inputs(DAY)
