from typing import Any

import pytest
from quality_gate import CHECKS


@pytest.mark.parametrize(
    ("check", "arguments", "values", "broken"),
    [
        ("not_null", {}, [1, None, 0, ""], [1]),
        ("in_range", {"minimum": 0, "maximum": 2}, [-1, 0, 2, 3, None], [0, 3]),
        ("in_range", {"minimum": 1}, [0, 10**9], [0]),
        ("one_of", {"values": ["buy", "sell"]}, ["buy", "hold", None], [1, 2]),
        ("matches", {"pattern": "[A-Z]{3}"}, ["ABC", "ABCD", "abc"], [1, 2]),
    ],
)
def test_checks_of_one_column(check: str, arguments: dict[str, Any], values: list[Any], broken: list[int]) -> None:
    rows = [{"x": value} for value in values]
    assert list(CHECKS[check](rows, column="x", **arguments)) == broken


def test_unique_blames_every_row_after_the_first() -> None:
    rows = [{"a": 1, "b": 1}, {"a": 1, "b": 2}, {"a": 1, "b": 1}, {"a": 1, "b": 1}]
    assert list(CHECKS["unique"](rows, columns=["a", "b"])) == [2, 3]


def test_ordered_compares_within_a_row() -> None:
    rows = [{"low": 1, "high": 2}, {"low": 3, "high": 2}, {"low": 2, "high": 2}]
    assert list(CHECKS["ordered"](rows, columns=["low", "high"])) == [1]
