"""Conditions on a row, in SQL. DuckDB parses them: what is none is refused before any data is read."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any


def check_expression(text: str) -> str:
    """Refuse what is not one expression over the columns of a row."""
    columns_of(text)
    return text


@lru_cache
def columns_of(text: str) -> tuple[str, ...]:
    """The columns that the expression names, in the order in which they occur."""
    empty, given = _parse("1"), _parse(text)
    if "error_message" in given:
        raise ValueError(f"no condition in SQL: {given['error_message'].splitlines()[0]}")
    if len(given["statements"]) != 1:
        raise ValueError("no condition in SQL: one expression, please")
    node = given["statements"][0]["node"]
    selected = node.get("select_list", [])
    if {**node, "select_list": []} != {**empty["statements"][0]["node"], "select_list": []} or len(selected) != 1:
        raise ValueError("no condition in SQL: one expression, please")
    nodes = list(_walk(selected[0]))
    if any(node.get("class") in ("SUBQUERY", "WINDOW", "STAR") for node in nodes):
        raise ValueError("a condition looks at one row: it has neither subqueries nor windows nor *")
    names = [node["column_names"][-1] for node in nodes if node.get("class") == "COLUMN_REF"]
    if not names:
        raise ValueError("a condition names at least one column")
    return tuple(dict.fromkeys(names))


def _parse(text: str) -> dict[str, Any]:
    import duckdb

    with duckdb.connect(":memory:") as connection:
        query = f"SELECT (\n{text}\n)"
        (answer,) = connection.execute("SELECT json_serialize_sql(?)", [query]).fetchall()[0]
    parsed: dict[str, Any] = json.loads(answer)
    return parsed


def _walk(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (JSON)
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from _walk(child)
