"""Data contracts: one JSON Schema per dataset, for those who write it and those who read it.

This directory needs nothing else of the platform: projects may link it alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import MetaData, Table

__all__ = ["Contract", "ContractError", "contract_names", "load_contract"]


class ContractError(ValueError):
    """There is no such contract, or it is faulty."""


@dataclass(frozen=True)
class Contract:
    """What the rows of a dataset look like. `schema` is the JSON Schema of one row."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    schema: dict[str, Any]

    def violations(self, rows: Iterable[Mapping[str, Any]], *, limit: int = 100) -> list[str]:
        """What breaks the contract, a line each, the first `limit` of them: rows against the schema, keys met twice."""
        from jsonschema import Draft202012Validator, FormatChecker

        formats = FormatChecker(formats=())
        formats.checks("date", raises=ValueError)(lambda value: bool(date.fromisoformat(value)))
        formats.checks("date-time", raises=ValueError)(lambda value: bool(datetime.fromisoformat(value)))
        validator = Draft202012Validator(self.schema, format_checker=formats)
        found: list[str] = []
        seen: dict[tuple[Any, ...], int] = {}
        for number, row in enumerate(rows, 1):
            values = {name: _json_value(value) for name, value in row.items()}
            for error in validator.iter_errors(values):
                column = f"{error.path[0]}: " if error.path else ""
                found.append(f"{self.name} row {number}: {column}{error.message}")
            key = tuple(values.get(name) for name in self.key)
            first = seen.setdefault(key, number)
            if first != number:
                described = ", ".join(f"{name}={value}" for name, value in zip(self.key, key, strict=True))
                found.append(f"{self.name} row {number}: key {described} is in row {first} already")
            if len(found) >= limit:
                return [*found[:limit], f"{self.name}: not all is shown, the first {limit} violations are"]
        return found

    def table(self, metadata: MetaData) -> Table:
        """The table of the dataset for SQLAlchemy, in `metadata` once, however often this is called.

        Its indexes are made with the table: one that is there already stays as it is, without them, and is as valid.
        """
        from sqlalchemy import Boolean, Column, Date, DateTime, Double, Index, Integer, Table, Text
        from sqlalchemy.types import BigInteger, TypeEngine

        if self.name in metadata.tables:
            return metadata.tables[self.name]
        types: dict[tuple[str, str | None], TypeEngine[Any]] = {
            ("string", None): Text(),
            ("string", "date"): Date(),
            ("string", "date-time"): DateTime(timezone=True),
            ("integer", None): BigInteger().with_variant(Integer(), "sqlite"),
            ("number", None): Double(),
            ("boolean", None): Boolean(),
        }
        columns = []
        for name in self.columns:
            kind, nullable = _kind(self.schema["properties"][name])
            is_key = name in self.key
            nullable = nullable or name not in self.schema.get("required", ())
            columns.append(
                Column(name, types[kind], primary_key=is_key, nullable=nullable and not is_key, autoincrement=False)
            )
        indexes = [Index("_".join(("ix", self.name, *names)), *names) for names in self.schema.get("x-indexes", ())]
        return Table(self.name, metadata, *columns, *indexes, comment=self.schema.get("description"))


def contract_names() -> list[str]:
    names = (entry.name for entry in files(__name__).iterdir())
    return sorted(name.removesuffix(".json") for name in names if name.endswith(".json"))


def load_contract(name: str) -> Contract:
    names = contract_names()
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(names)}"
        raise ContractError(f"no contract '{name}'; {hint}")
    schema: dict[str, Any] = json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    columns, key = tuple(schema["properties"]), tuple(schema["x-key"])
    named = (*key, *schema["required"], *chain.from_iterable(schema.get("x-indexes", ())))
    lost = [f"'{column}'" for column in dict.fromkeys(named) if column not in columns]
    if lost:
        faulty = "key, indexes or required name columns that it has not"
        raise ContractError(f"contract '{name}': {faulty}: {', '.join(lost)}")
    return Contract(name, key, columns, schema)


def _kind(column: Mapping[str, Any]) -> tuple[tuple[str, str | None], bool]:
    """The type and format of a column, and whether it may be null."""
    kinds = [column["type"]] if isinstance(column["type"], str) else list(column["type"])
    (kind,) = (name for name in kinds if name != "null")
    return (kind, column.get("format")), "null" in kinds


def _json_value(value: object) -> object:
    """What databases and data frames hold, as JSON would: not-a-number is null."""
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    if isinstance(value, Decimal):
        value = float(value)
    elif hasattr(value, "item"):  # a scalar of NumPy
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value
