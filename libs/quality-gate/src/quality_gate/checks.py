"""The checks that a suite can name, and what Great Expectations has for each: see TABLE at the end.

A check says what it needs of its columns. Where a column is missing or of another kind, that is the finding, and the
check itself is not run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from .expression import check_expression, columns_of
from .source import KINDS_OF, TEMPORAL, Source

Column = Annotated[str, Field(min_length=1)]
Columns = Annotated[list[Column], Field(min_length=1)]
Values = Annotated[list[str | int | float | bool], Field(min_length=1)]  # dates: see `rule`
Share = Annotated[float, Field(ge=0, le=1)]
Expression = Annotated[str, AfterValidator(check_expression)]
_NUMBERS, _TEXT = KINDS_OF["number"], KINDS_OF["text"]


def _compilable(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return pattern


def _age(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d* ?[dhm]", text):
        raise ValueError("an age is a number and d, h or m, such as 36h")
    return text


class Check(BaseModel):
    """What every check can say. `severity: warning` is reported, and lets the data pass."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    severity: Literal["error", "warning"] = "error"
    why: str = ""
    place: ClassVar[Literal["rows", "schema"]] = "rows"

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        """The columns it reads, and the kinds they must be of; None is any."""
        return {}

    def derived(self, source: Source) -> str | None:
        """A column made for the check, in SQL: 1 where its condition holds, 0 where not."""
        return None

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        """Of the expectation. A derived column is filled in."""
        raise NotImplementedError

    def subject(self) -> str:
        return ", ".join(self.needs())

    def wanted(self) -> str:
        """What is not the case in a finding: "... not WANTED"."""
        raise NotImplementedError


class OneColumn(Check):
    column: Column
    mostly: Annotated[float, Field(gt=0, le=1)] = 1.0

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: None}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"column": self.column, "mostly": self.mostly}


class NotNull(OneColumn):
    def wanted(self) -> str:
        return "set"


class Unique(OneColumn):
    def wanted(self) -> str:
        return "unique"


class Increasing(OneColumn):
    strictly: bool = False

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: _NUMBERS | TEMPORAL}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        source.require_order(f"whether '{self.column}' increases")
        return {**super().arguments(source, now), "strictly": self.strictly}

    def wanted(self) -> str:
        return "more than the one before" if self.strictly else "at least the one before"


class OneOf(OneColumn):
    values: Values

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {
            **super().arguments(source, now),
            "value_set": [source.fit(self.column, value) for value in self.values],
        }

    def wanted(self) -> str:
        return f"one of {_list(self.values)}"


class Pattern(OneColumn):
    pattern: Annotated[str, AfterValidator(_compilable)]

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: _TEXT}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {**super().arguments(source, now), "regex": rf"\A(?:{self.pattern})\Z"}  # all of the value

    def wanted(self) -> str:
        return f"of the form {self.pattern}"


class Bounds(Check):
    """`min` and `max` belong to what is allowed."""

    min: int | float | date | datetime | None = None
    max: int | float | date | datetime | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Bounds:
        low, high = self.min, self.max
        if low is None and high is None:
            raise ValueError("needs min, max or both")
        if low is not None and high is not None:
            if isinstance(low, date) != isinstance(high, date):
                raise ValueError("min and max are of different kinds")
            if _order(low) > _order(high):
                raise ValueError(f"min {low} is above max {high}")
        return self

    def bounded_kinds(self) -> frozenset[str]:
        return TEMPORAL if isinstance(self.min if self.min is not None else self.max, date) else _NUMBERS

    def limits(self, source: Source, column: str) -> dict[str, Any]:
        fitted = [None if limit is None else source.fit(column, limit) for limit in (self.min, self.max)]
        return {"min_value": fitted[0], "max_value": fitted[1]}

    def wanted(self) -> str:
        if self.min is None:
            return f"at most {self.max}"
        return f"at least {self.min}" if self.max is None else f"between {self.min} and {self.max}"


class Range(Bounds, OneColumn):
    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: self.bounded_kinds()}

    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {**OneColumn.arguments(self, source, now), **self.limits(source, self.column)}


class Length(Range):
    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: _TEXT}

    def limits(self, source: Source, column: str) -> dict[str, Any]:
        return {"min_value": self.min, "max_value": self.max}

    def wanted(self) -> str:
        return f"{super().wanted()} characters long"


class RowCount(Bounds):
    def arguments(self, source: Source, now: datetime) -> dict[str, Any]:
        return {"min_value": self.min, "max_value": self.max}


class Statistic(Bounds):
    """One number of a whole column."""

    column: Column

    def needs(self) -> Mapping[str, frozenset[str] | None]:
        return {self.column: _NUMBERS}

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
        return f"with each of {_list(self.values)}"


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
        return {self.column: _NUMBERS | TEMPORAL, self.other: _NUMBERS | TEMPORAL}

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
        unit = {"d": "days", "h": "hours", "m": "minutes"}[self.max_age[-1]]
        oldest = now - timedelta(**{unit: int(self.max_age[:-1])})
        return {
            "column": self.column,
            "min_value": source.fit(self.column, oldest),
            "max_value": source.fit(self.column, now),
        }

    def wanted(self) -> str:
        return f"within {self.max_age} before the run's time"


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


def _order(value: int | float | date | datetime) -> float:
    """Dates and times on one scale, numbers on theirs."""
    if isinstance(value, datetime):
        return value.timestamp()
    return float(value.toordinal() * 86400) if isinstance(value, date) else float(value)


def _list(values: list[Any]) -> str:
    shown = ", ".join(str(value) for value in values[:10])
    return shown if len(values) <= 10 else f"{shown} and {len(values) - 10} more"


@dataclass(frozen=True)
class Entry:
    stage: Literal["runtime", "semantic"]  # a suite of the stage runtime knows what arrives, and nothing else
    arguments: type[Check]
    expectation: str


TABLE: dict[str, Entry] = {
    "columns": Entry("runtime", SchemaColumns, "ExpectTableColumnsToMatchSet"),
    "columns_in_order": Entry("runtime", OrderedColumns, "ExpectTableColumnsToMatchOrderedList"),
    "type": Entry("runtime", OfType, "ExpectColumnValuesToBeInSet"),
    "row_count": Entry("runtime", RowCount, "ExpectTableRowCountToBeBetween"),
    "not_null": Entry("runtime", NotNull, "ExpectColumnValuesToNotBeNull"),
    "unique": Entry("runtime", Unique, "ExpectColumnValuesToBeUnique"),
    "range": Entry("runtime", Range, "ExpectColumnValuesToBeBetween"),
    "one_of": Entry("runtime", OneOf, "ExpectColumnValuesToBeInSet"),
    "pattern": Entry("runtime", Pattern, "ExpectColumnValuesToMatchRegex"),
    "length": Entry("runtime", Length, "ExpectColumnValueLengthsToBeBetween"),
    "unique_together": Entry("semantic", Together, "ExpectCompoundColumnsToBeUnique"),
    "increasing": Entry("semantic", Increasing, "ExpectColumnValuesToBeIncreasing"),
    "at_least": Entry("semantic", AtLeast, "ExpectColumnPairValuesAToBeGreaterThanB"),
    "mean": Entry("semantic", Statistic, "ExpectColumnMeanToBeBetween"),
    "median": Entry("semantic", Statistic, "ExpectColumnMedianToBeBetween"),
    "stdev": Entry("semantic", Statistic, "ExpectColumnStdevToBeBetween"),
    "sum": Entry("semantic", Statistic, "ExpectColumnSumToBeBetween"),
    "quantile": Entry("semantic", Quantile, "ExpectColumnQuantileValuesToBeBetween"),
    "distinct": Entry("semantic", Distinct, "ExpectColumnUniqueValueCountToBeBetween"),
    "distinct_share": Entry("semantic", Distinct, "ExpectColumnProportionOfUniqueValuesToBeBetween"),
    "contains": Entry("semantic", Contains, "ExpectColumnDistinctValuesToContainSet"),
    "share": Entry("semantic", ShareOfRows, "ExpectColumnMeanToBeBetween"),
    "reference": Entry("semantic", Reference, "ExpectColumnValuesToBeInSet"),
    "freshness": Entry("semantic", Freshness, "ExpectColumnMaxToBeBetween"),
    "rule": Entry("semantic", Rule, "ExpectColumnValuesToBeInSet"),
}
