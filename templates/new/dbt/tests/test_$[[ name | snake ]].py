"""The whole project, built from nothing into a database of its own."""

from pathlib import Path

import duckdb
import pytest
from dbt.cli.main import dbtRunner

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DBT_DUCKDB_PATH", str(tmp_path / "warehouse.duckdb"))
    places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    places += ["--target-path", str(tmp_path), "--log-path", str(tmp_path)]
    done = dbtRunner().invoke(["build", *places])
    assert done.success
    return tmp_path / "warehouse.duckdb"


def test_the_marts_are_made_of_the_seeds(database: Path) -> None:
    query = "SELECT product, sum(orders) FROM main_marts.daily_totals GROUP BY ALL"
    with duckdb.connect(str(database)) as connection:
        rows = connection.execute(query).fetchall()
    assert sorted(rows) == [("apples", 3), ("pears", 2)]
