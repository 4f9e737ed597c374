"""Reading rows of a dataset. Only names from its contract reach the SQL text; values are bound."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from data_api.catalog import Contract, column_names

MAX_ROWS = 1000


class BadQueryError(ValueError):
    """The caller asks for something that the dataset does not have."""


def read_rows(database: Path, contract: Contract, parameters: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows in the order of the dataset's key; every parameter but `limit` is a column and the value it must have."""
    filters = dict(parameters)
    limit = _parse_limit(filters.pop("limit", "100"))
    columns = column_names(contract)
    unknown = sorted(filters.keys() - set(columns))
    if unknown:
        raise BadQueryError(f"dataset '{contract['name']}' has no column {', '.join(unknown)}")
    where = " AND ".join(f"{name} = ?" for name in filters) or "1"
    order = ", ".join(contract["key"])
    query = f"SELECT {', '.join(columns)} FROM {contract['name']} WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, [*filters.values(), limit])]


def _parse_limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_ROWS:
        raise BadQueryError(f"limit is a whole number from 1 to {MAX_ROWS}")
    return int(text)
