"""What each shipped template makes is green at once, in a repository that configures no tool."""

from pathlib import Path

import pytest
from new_projects import CMAKE_CHECKS, DBT_BUILD, PYTHON_CHECKS, SQL_CHECK, SYNC, check, new, small_workspace
from programs import MONOCI, run

LINKS = ("--uses", "core-models", "--link", "trade-models")
PROJECTS = {
    "libs/core-models": ("lib", PYTHON_CHECKS),
    "libs/trade-models": ("lib", PYTHON_CHECKS, "--set", "description=Models of trades, \"wired\" & 'cleared'"),
    "libs/Data.Lake_2": ("lib", PYTHON_CHECKS, *LINKS),
    "pipelines/fills": ("pipeline", PYTHON_CHECKS),
    "pipelines/a": ("pipeline", PYTHON_CHECKS, "--set", "airflow=false", "--set", "container=false", *LINKS),
    "pipelines/marts": ("dbt", (*PYTHON_CHECKS, SQL_CHECK)),  # its pytest builds it, too
    "pipelines/ref": ("dbt", (SYNC, DBT_BUILD), "--uses", "core-models"),
    "services/quotes": ("service", PYTHON_CHECKS),
    "services/tickers": ("service", PYTHON_CHECKS, "--set", "container=false", *LINKS),
    "libs/fast-split": ("cpp-lib", CMAKE_CHECKS),
    "libs/b": ("cpp-lib", CMAKE_CHECKS, "--set", "standard=17", "--uses", "fast-split"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_workspace(tmp_path_factory.mktemp("small") / "repository")
    for directory, (template, _, *options) in PROJECTS.items():
        new(root, template, Path(directory).name, *options)
    return root


def test_every_project_is_listed(root: Path) -> None:
    listed = [line.split()[0] for line in run(root, MONOCI, "list").splitlines()]
    assert listed == sorted(PROJECTS)


@pytest.mark.parametrize("directory", PROJECTS)
def test_a_new_project_is_green(root: Path, directory: str) -> None:
    check(root / directory, *PROJECTS[directory][1])


def test_options_leave_files_out(root: Path) -> None:
    assert (root / "pipelines/fills/dags/fills_dag.py").is_file()
    assert not (root / "pipelines/a/dags").exists()
    assert {file.name for file in (root / "pipelines/a/tests").iterdir()} >= {"test_a.py"}
    assert not list((root / "pipelines/a/tests").glob("*_dag.py"))
    assert not list((root / "pipelines/a").glob("Dockerfile*"))
    assert (root / "pipelines/fills/Dockerfile").is_file()
    assert (root / "services/quotes/Dockerfile").is_file()
    assert not list((root / "services/tickers").glob("Dockerfile*"))
