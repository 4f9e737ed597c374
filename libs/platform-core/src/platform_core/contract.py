"""A contract says what a dataset looks like, for those who write it and those who read it."""

import json
from dataclasses import dataclass
from importlib.resources import files

_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "decimal": "REAL"}


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    nullable: bool = False

    def definition(self) -> str:
        return f"{self.name} {_SQL_TYPES[self.type]}{'' if self.nullable else ' NOT NULL'}"


@dataclass(frozen=True)
class Contract:
    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def create_table(self) -> str:
        columns = [column.definition() for column in self.columns]
        return f"CREATE TABLE IF NOT EXISTS {self.name} ({', '.join(columns)}, PRIMARY KEY ({', '.join(self.key)}))"


def load_contract(name: str) -> Contract:
    """Read the contract of the dataset `name` from the files of this package."""
    text = files("platform_core.contracts").joinpath(f"{name}.json").read_text(encoding="utf-8")
    document = json.loads(text)
    columns = tuple(Column(**column) for column in document["columns"])
    unknown = set(document["key"]) - {column.name for column in columns}
    if unknown:
        raise ValueError(f"contract '{name}': key columns that do not exist: {', '.join(sorted(unknown))}")
    return Contract(document["name"], tuple(document["key"]), columns)
