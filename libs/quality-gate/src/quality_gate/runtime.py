"""Checks of what arrives: its schema, and values one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator

from .check import TEXT, Bounds, Check, Column, Columns, OneColumn, Values, listed
from .source import KINDS_OF, Source


def _compilable(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return pattern


class NotNull(OneColumn):
    def wanted(self) -> str:
        return "set"


class Unique(OneColumn):
    def wanted(self) -> str:
        return "unique"


class OneOf(OneColumn):
    values: Values

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {
            **super().arguments(source, now),
            "value_set": [source.fit(self.column, value) for value in self.values],
        }

    def wanted(self) -> str:
        return f"one of {listed(self.values)}"


class Pattern(OneColumn):
    pattern: Annotated[str, AfterValidator(_compilable)]

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: TEXT}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {**super().arguments(source, now), "regex": rf"\A(?:{self.pattern})\Z"}  # all of the value

    def wanted(self) -> str:
        return f"of the form {self.pattern}"


class Range(Bounds, OneColumn):
    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: self.bounded_kinds()}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {**OneColumn.arguments(self, source, now), **self.limits(source, self.column)}


class Length(Range):
    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: TEXT}

    def limits(self, source: Source, column: str) -> dict[str, Any]:
        return {"min_value": self.min, "max_value": self.max}

    def wanted(self) -> str:
        return f"{super().wanted()} characters long"


class RowCount(Bounds):
    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"min_value": self.min, "max_value": self.max}


class SchemaColumns(Check):
    """All columns that are named are there; with `exact`, no others are."""

    place: ClassVar[Literal["rows", "schema"]] = "schema"
    columns: Columns
    exact: bool = False

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"column_set": self.columns, "exact_match": self.exact}

    def wanted(self) -> str:
        return f"{'exactly' if self.exact else 'at least'} {', '.join(self.columns)}"


class OrderedColumns(Check):
    place: ClassVar[Literal["rows", "schema"]] = "schema"
    columns: Columns

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"column_list": self.columns}

    def wanted(self) -> str:
        return f"in this order: {', '.join(self.columns)}"


class OfType(Check):
    place: ClassVar[Literal["rows", "schema"]] = "schema"
    column: Column
    type: Literal["integer", "number", "text", "boolean", "date", "timestamp"]

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: None}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"column": self.column, "value_set": sorted(KINDS_OF[self.type])}

    def wanted(self) -> str:
        return self.type
