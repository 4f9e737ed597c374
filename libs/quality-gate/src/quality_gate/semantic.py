"""Checks of what data means: how it is distributed, what it refers to, how old it is, rules of the business."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from .check import NUMBERS, Bounds, Check, Column, OneColumn, Share, Values, listed
from .expression import check_expression, columns_of
from .source import TEMPORAL, Source

Expression = Annotated[str, AfterValidator(check_expression)]


_MINUTES = {"d": 24 * 60, "h": 60, "m": 1}
_OLDEST_DAYS = 36500  # a time before the first of all times cannot be told


def _age(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d* ?[dhm]", text):
        raise ValueError("an age is a number and d, h or m, such as 36h")
    if int(text[:-1]) * _MINUTES[text[-1]] > _OLDEST_DAYS * _MINUTES["d"]:
        raise ValueError(f"an age is at most {_OLDEST_DAYS} days")
    return text


class Increasing(OneColumn):
    strictly: bool = False

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: NUMBERS | TEMPORAL}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        source.require_order(f"whether '{self.column}' increases")
        return {**super().arguments(source, now), "strictly": self.strictly}

    def wanted(self) -> str:
        return "more than the one before" if self.strictly else "at least the one before"


class Statistic(Bounds):
    """One number of a whole column."""

    column: Column

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: NUMBERS}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"column": self.column, "min_value": self.min, "max_value": self.max}


class Distinct(Statistic):
    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: None}


class Quantile(Statistic):
    quantile: Share

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        ranges = {"quantiles": [self.quantile], "value_ranges": [[self.min, self.max]]}
        return {"column": self.column, "quantile_ranges": ranges}


class Contains(Check):
    column: Column
    values: Values

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: None}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"column": self.column, "value_set": self.values}

    def wanted(self) -> str:
        return f"with each of {listed(self.values)}"


class ShareOfRows(Bounds):
    where: Expression
    min: Share | None = None
    max: Share | None = None

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return dict.fromkeys(columns_of(self.where))

    def derived(self, source: Source) -> str:
        return f"CASE WHEN ({self.where}) THEN 1 ELSE 0 END"

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"min_value": self.min, "max_value": self.max}


class Together(Check):
    columns: Annotated[list[Column], Field(min_length=2)]

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return dict.fromkeys(self.columns)

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"column_list": self.columns}

    def wanted(self) -> str:
        return "unique together"


class AtLeast(Check):
    """Of two columns of a row; a row where one of them is null passes."""

    column: Column
    other: Column
    strictly: bool = False

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: NUMBERS | TEMPORAL, self.other: NUMBERS | TEMPORAL}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {
            "column_A": self.column,
            "column_B": self.other,
            "or_equal": not self.strictly,
            "ignore_row_if": "either_value_is_missing",
        }

    def wanted(self) -> str:
        return f"{'more than' if self.strictly else 'at least'} {self.other}"


class Condition(Check):
    """A condition on each row. As with SQL's CHECK, a row for which it is null passes."""

    mostly: Annotated[float, Field(gt=0, le=1)] = 1.0

    def condition(self, source: Source) -> str:
        raise NotImplementedError

    def derived(self, source: Source) -> str:
        return f"CASE WHEN NOT ({self.condition(source)}) THEN 0 ELSE 1 END"

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"value_set": [1], "mostly": self.mostly}


class Rule(Condition):
    expression: Expression

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return dict.fromkeys(columns_of(self.expression))

    def condition(self, source: Source) -> str:
        return self.expression

    def wanted(self) -> str:
        return f"so that {self.expression}"


class Reference(Condition):
    column: Column
    to: Column
    key: Column

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: None}

    def condition(self, source: Source) -> str:
        return source.refers(self.column, self.to, self.key)

    def wanted(self) -> str:
        return f"a {self.key} of {self.to}"


class Freshness(Check):
    """The newest value is at most this old, and not of the future."""

    column: Column
    max_age: Annotated[str, AfterValidator(_age)]

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: TEMPORAL}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        oldest = now - timedelta(minutes=int(self.max_age[:-1]) * _MINUTES[self.max_age[-1]])
        return {
            "column": self.column,
            "min_value": source.fit(self.column, oldest),
            "max_value": source.fit(self.column, now),
        }

    def wanted(self) -> str:
        return f"within {self.max_age} before the run's time"
