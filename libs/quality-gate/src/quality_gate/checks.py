"""The checks that a suite can name, and what Great Expectations has for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from . import runtime, semantic
from .check import Check


@dataclass(frozen=True)
class Entry:
    stage: Literal["runtime", "semantic"]  # a suite of the stage runtime knows what arrives, and nothing else
    arguments: type[Check]
    expectation: str


TABLE: dict[str, Entry] = {
    "columns": Entry("runtime", runtime.SchemaColumns, "ExpectTableColumnsToMatchSet"),
    "columns_in_order": Entry("runtime", runtime.OrderedColumns, "ExpectTableColumnsToMatchOrderedList"),
    "type": Entry("runtime", runtime.OfType, "ExpectColumnValuesToBeInSet"),
    "row_count": Entry("runtime", runtime.RowCount, "ExpectTableRowCountToBeBetween"),
    "not_null": Entry("runtime", runtime.NotNull, "ExpectColumnValuesToNotBeNull"),
    "unique": Entry("runtime", runtime.Unique, "ExpectColumnValuesToBeUnique"),
    "range": Entry("runtime", runtime.Range, "ExpectColumnValuesToBeBetween"),
    "one_of": Entry("runtime", runtime.OneOf, "ExpectColumnValuesToBeInSet"),
    "pattern": Entry("runtime", runtime.Pattern, "ExpectColumnValuesToMatchRegex"),
    "length": Entry("runtime", runtime.Length, "ExpectColumnValueLengthsToBeBetween"),
    "unique_together": Entry("semantic", semantic.Together, "ExpectCompoundColumnsToBeUnique"),
    "increasing": Entry("semantic", semantic.Increasing, "ExpectColumnValuesToBeIncreasing"),
    "at_least": Entry("semantic", semantic.AtLeast, "ExpectColumnPairValuesAToBeGreaterThanB"),
    "mean": Entry("semantic", semantic.Statistic, "ExpectColumnMeanToBeBetween"),
    "median": Entry("semantic", semantic.Statistic, "ExpectColumnMedianToBeBetween"),
    "stdev": Entry("semantic", semantic.Statistic, "ExpectColumnStdevToBeBetween"),
    "sum": Entry("semantic", semantic.Statistic, "ExpectColumnSumToBeBetween"),
    "quantile": Entry("semantic", semantic.Quantile, "ExpectColumnQuantileValuesToBeBetween"),
    "distinct": Entry("semantic", semantic.Distinct, "ExpectColumnUniqueValueCountToBeBetween"),
    "distinct_share": Entry("semantic", semantic.Distinct, "ExpectColumnProportionOfUniqueValuesToBeBetween"),
    "contains": Entry("semantic", semantic.Contains, "ExpectColumnDistinctValuesToContainSet"),
    "share": Entry("semantic", semantic.ShareOfRows, "ExpectColumnMeanToBeBetween"),
    "reference": Entry("semantic", semantic.Reference, "ExpectColumnValuesToBeInSet"),
    "freshness": Entry("semantic", semantic.Freshness, "ExpectColumnMaxToBeBetween"),
    "rule": Entry("semantic", semantic.Rule, "ExpectColumnValuesToBeInSet"),
}
