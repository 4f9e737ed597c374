"""The DAG under a real Airflow, in an environment of its own: see the README."""

import ast
import importlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

DAGS = Path(__file__).parents[1] / "dags"
RUN = """
import sys
from airflow.dag_processing.dagbag import DagBag
import pendulum

bag = DagBag(dag_folder=sys.argv[1])
assert not bag.import_errors, bag.import_errors
run = bag.dags["trade-aggregates"].test(logical_date=pendulum.parse(sys.argv[2]))
for task in run.get_task_instances():
    print(task.task_id, task.state)
print("run", run.state)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of an Airflow that has its database and nothing else."""
    importlib.import_module("airflow")  # in the group `airflow`
    home = tmp_path_factory.mktemp("airflow")
    environment = os.environ | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
    }
    subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], env=environment, check=True, capture_output=True)
    return environment


def run_dag(environment: dict[str, str], raw: Path, database: Path) -> list[str]:
    """The states of the tasks, and of the run, which is that of 31 October, of the day that ended then."""
    environment = environment | {"PIPELINE_INPUT": str(raw), "PIPELINE_SERVING_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-c", RUN, str(DAGS), "2026-10-31"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.split(" ")[0] in {"check_raw_data", "publish", "run"}]


def test_what_the_dag_imports_of_the_pipeline_is_there() -> None:
    """Without Airflow, too."""
    tree = ast.parse((DAGS / "trade_aggregates_dag.py").read_text(encoding="utf-8"))
    froms = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and each.module]
    ours = [
        (str(each.module), name.name) for each in froms for name in each.names if "trade_aggregates" in str(each.module)
    ]
    assert len(ours) == 3
    for module, name in ours:
        assert hasattr(import_module(module), name) or find_spec(f"{module}.{name}")


@pytest.mark.airflow
def test_the_tasks_publish_the_day(environment: dict[str, str], sample: Path, tmp_path: Path) -> None:
    states = run_dag(environment, sample, tmp_path / "serving.db")
    assert sorted(states) == ["check_raw_data success", "publish success", "run success"]
    with closing(sqlite3.connect(tmp_path / "serving.db")) as connection:
        assert connection.execute("SELECT as_of FROM trade_aggregates_runs").fetchall() == [("2026-10-30",)]


@pytest.mark.airflow
def test_raw_data_that_the_gate_refuses_is_not_published(
    environment: dict[str, str], sample: Path, tmp_path: Path
) -> None:
    import duckdb

    raw = tmp_path / "raw"
    place = raw / "trades/month=2026-10"
    place.mkdir(parents=True)
    for name in ("users", "symbols"):
        (raw / f"{name}.parquet").symlink_to(sample / f"{name}.parquet")
    trades = duckdb.read_parquet(str(sample / "trades/month=2026-10/trades.parquet"))
    trades.project("* REPLACE (-price AS price)").write_parquet(str(place / "trades.parquet"))
    states = run_dag(environment, raw, tmp_path / "serving.db")
    assert sorted(states) == ["check_raw_data failed", "publish upstream_failed", "run failed"]
