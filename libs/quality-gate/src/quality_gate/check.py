"""What checks have in common.

A check says what it needs of its columns. Where a column is missing or of another kind, that is the finding, and the
check itself is not run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from .source import KINDS_OF, TEMPORAL, Source

_LARGEST = 10**38  # of the numbers that columns have: DECIMAL(38)


def _comparable(value: Any) -> Any:  # noqa: ANN401 (one of a union)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no number that values can be compared with")
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise ValueError("no column has numbers of more than 38 digits")
    return value


Column = Annotated[str, Field(min_length=1)]
Columns = Annotated[list[Column], Field(min_length=1)]
Values = Annotated[
    list[Annotated[str | int | float | bool, AfterValidator(_comparable)]], Field(min_length=1)
]  # dates: see `rule`
Bound = Annotated[int | float | date | datetime, AfterValidator(_comparable)]
Share = Annotated[float, Field(ge=0, le=1)]
NUMBERS, TEXT = KINDS_OF["number"], KINDS_OF["text"]


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


class Bounds(Check):
    """`min` and `max` belong to what is allowed."""

    min: Bound | None = None
    max: Bound | None = None

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
        return TEMPORAL if isinstance(self.min if self.min is not None else self.max, date) else NUMBERS

    def limits(self, source: Source, column: str) -> dict[str, Any]:
        fitted = [None if limit is None else source.fit(column, limit) for limit in (self.min, self.max)]
        return {"min_value": fitted[0], "max_value": fitted[1]}

    def wanted(self) -> str:
        if self.min is None:
            return f"at most {self.max}"
        return f"at least {self.min}" if self.max is None else f"between {self.min} and {self.max}"


def _order(value: int | float | date | datetime) -> float:
    """Dates and times on one scale, numbers on theirs."""
    if isinstance(value, datetime):
        return value.timestamp()
    return float(value.toordinal() * 86400) if isinstance(value, date) else float(value)


def listed(values: list[Any]) -> str:
    shown = ", ".join(str(value) for value in values[:10])
    return shown if len(values) <= 10 else f"{shown} and {len(values) - 10} more"
