"""Airflow is not installed here: its files are read, and never run."""

import ast
from pathlib import Path

import $[[ name | snake ]] as pipeline

DAGS = sorted((Path(__file__).parents[1] / "dags").glob("*.py"))


def names_imported(file: Path) -> set[str]:
    """Of the pipeline, by a DAG."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == pipeline.__name__:
            names.update(each.name for each in node.names)
    return names


def test_what_a_dag_imports_of_the_pipeline_is_there() -> None:
    assert DAGS
    for file in DAGS:
        assert names_imported(file)
        assert names_imported(file) <= set(pipeline.__all__)
