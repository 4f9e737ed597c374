"""What a run makes of data and checks that do not fit, and how it words what it finds."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from quality_gate import DataError, Suite, run_suite

pytestmark = pytest.mark.slow

MakeSuite = Callable[..., Suite]


def found(suite: Suite, **columns: Any) -> list[str]:  # noqa: ANN401
    verdict = run_suite(suite, pd.DataFrame(columns), as_of=date(2026, 1, 31))
    assert verdict.errors == ()
    return [f"{finding.check} {finding.column}: {finding.message}" for finding in verdict.findings]


@pytest.mark.parametrize(
    ("check", "columns", "finding"),
    [
        ("range, column: a, min: 0", {"a": [1, -1]}, "range a: 1 of 2 rows is not at least 0: -1 (row 1)"),
        (
            "at_least, column: a, other: b",
            {"a": [1, 2], "b": [2, 2]},
            "at_least a, b: 1 of 2 rows is not at least b",
        ),
        (
            "contains, column: a, values: [x, y]",
            {"a": ["x", "z"]},
            "contains a: y missing, not with each of x, y",
        ),
        (
            "rule, expression: a < b",
            {"a": [1, 2], "b": [2, 2]},
            "rule a, b: 1 of 2 rows is not so that a < b: row 1",
        ),
        ("mean, column: a, max: 1", {"a": [1, 3]}, "mean a: is 2, not at most 1"),
        ("share, where: a > 1, min: 0.9", {"a": [1, 3]}, "share a: is 0.5, not at least 0.9"),
        ("columns, columns: [a, b]", {"a": [1]}, "columns : b missing, not at least a, b"),
        (
            "columns_in_order, columns: [b, a]",
            {"a": [1], "b": [1]},
            "columns_in_order : the columns are a, b, not",
        ),
        ("type, column: a, type: integer", {"a": ["x"]}, "type a: is text, not integer"),
        (
            "pattern, column: a, pattern: '[A-Z]{2}'",
            {"a": ["x"]},
            "pattern a: 1 of 1 rows is not of the form [A-Z]{2}",
        ),
    ],
)
def test_findings_say_what_is_so(make_suite: MakeSuite, check: str, columns: dict[str, Any], finding: str) -> None:
    (line,) = found(make_suite(f"check: {check}"), **columns)
    assert line.startswith(finding)


def test_findings_name_rows_by_the_key(make_suite: MakeSuite) -> None:
    suite = make_suite("check: range, column: a, min: 0", head="key: [id, day]")
    (line,) = found(suite, a=[1, -1], id=[7, 8], day=["mon", "tue"])
    assert line.endswith("-1 (id 8, day tue)")


def test_a_missing_column_is_one_finding_whatever_needs_it(make_suite: MakeSuite) -> None:
    suite = make_suite(
        "check: not_null, column: b", "check: range, column: b, min: 0", "check: rule, expression: a < b"
    )
    assert found(suite, a=[1]) == ["not_null b: the column is missing, which is needed by not_null, range, rule"]


def test_a_check_of_another_kind_of_column_is_a_finding(make_suite: MakeSuite) -> None:
    suite = make_suite("check: range, column: a, min: 2026-01-01", "check: mean, column: b, min: 0")
    assert found(suite, a=[1], b=["x"]) == [
        "range a: is integer, not date or timestamp",
        "mean b: is text, not integer or number",
    ]


def test_no_rows_are_a_finding_unless_the_suite_allows_them(make_suite: MakeSuite) -> None:
    check = "check: mean, column: a, min: 1"
    assert found(make_suite(check), a=[]) == ["row_count : there are no rows, and so nothing else to check"]
    assert found(make_suite(check, head="allow_empty: true"), a=[]) == []


def test_mostly_lets_some_rows_break_a_check(make_suite: MakeSuite) -> None:
    for check in ("check: range, column: a, min: 0", "check: rule, expression: a >= 0"):
        assert found(make_suite(f"{check}, mostly: 0.75"), a=[1, 2, 3, -1]) == []
        assert len(found(make_suite(f"{check}, mostly: 0.76"), a=[1, 2, 3, -1])) == 1


def test_a_warning_is_reported_and_passes(make_suite: MakeSuite) -> None:
    suite = make_suite("check: range, column: a, min: 0, severity: warning, why: for the year's report")
    verdict = run_suite(suite, pd.DataFrame({"a": [-1]}))
    assert verdict.passed
    assert verdict.summary().splitlines()[1] == (
        "  warning: range a: 1 of 1 rows is not at least 0: -1 (row 0) (for the year's report)"
    )


def test_null_passes_all_but_not_null(make_suite: MakeSuite) -> None:
    checks = ["range, column: a, min: 0", "rule, expression: a > 0", "at_least, column: a, other: b"]
    checks += ["one_of, column: a, values: [1]", "type, column: a, type: integer", "unique, column: a"]
    suite = make_suite(*(f"check: {check}" for check in checks), "check: not_null, column: a")
    assert [line.split()[0] for line in found(suite, a=[1, None, None], b=[1, 1, 1])] == ["not_null"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([Decimal("1.5"), None], "number"),
        ([1, None], "integer"),
        ([1.0, 2.5], "number"),
        ([True, False], "boolean"),
        (pd.array([1, None], dtype="Int64"), "integer"),
        (pd.Categorical(["a", "b"]), "text"),
        ([date(2026, 1, 1), None], "date"),
        ([datetime(2026, 1, 1, 8, tzinfo=UTC), None], "timestamp"),
    ],
)
def test_kinds_of_columns(make_suite: MakeSuite, values: Any, kind: str) -> None:  # noqa: ANN401
    assert found(make_suite(f"check: type, column: a, type: {kind}"), a=values) == []
    other = "text" if kind != "text" else "number"
    assert len(found(make_suite(f"check: type, column: a, type: {other}"), a=values)) == 1


@pytest.mark.parametrize("zone", [None, "UTC", "Europe/Berlin"])
def test_times_are_compared_in_utc_whatever_their_zone(make_suite: MakeSuite, zone: str | None) -> None:
    newest = pd.Series(pd.to_datetime(["2026-01-30T00:30"])).dt.tz_localize("UTC").dt.tz_convert(zone)
    assert found(make_suite("check: freshness, column: a, max_age: 48h"), a=newest) == []
    assert len(found(make_suite("check: freshness, column: a, max_age: 47h"), a=newest)) == 1
    assert found(make_suite("check: range, column: a, min: 2026-01-30"), a=newest) == []


def test_freshness_of_days_counts_days(make_suite: MakeSuite) -> None:
    days = [date(2026, 1, 30)]
    for values in (days, pd.to_datetime(days)):
        assert found(make_suite("check: freshness, column: a, max_age: 1d"), a=values) == []
        assert len(found(make_suite("check: freshness, column: a, max_age: 1h"), a=values)) == 1


def test_an_expectation_that_raises_is_an_error_and_no_pass(make_suite: MakeSuite) -> None:
    suite = make_suite("check: distinct, column: a, min: 1", "check: range, column: b, min: 0")
    verdict = run_suite(suite, pd.DataFrame({"a": [[1], [1]], "b": [1, -1]}))
    assert (verdict.passed, verdict.exit_code) == (False, 2)
    assert verdict.errors == ("distinct a: unhashable type: 'list'",)
    assert [finding.check for finding in verdict.findings] == ["range"]


def test_a_condition_that_cannot_be_evaluated_is_an_error(make_suite: MakeSuite) -> None:
    verdict = run_suite(make_suite("check: rule, expression: nosuch(a)"), pd.DataFrame({"a": [1]}))
    (error,) = verdict.errors
    assert error.startswith("rule a: Catalog Error: Scalar Function with name nosuch does not exist")


def test_references_that_are_not_there_are_errors(make_suite: MakeSuite) -> None:
    check = "check: reference, column: a, to: users, key: id"
    frame = pd.DataFrame({"a": [1]})
    verdict = run_suite(make_suite(check), frame)
    assert verdict.errors == ("reference a: the reference 'users' is not given",)
    verdict = run_suite(make_suite(check), frame, references={"users": pd.DataFrame({"key": [1]})})
    assert verdict.errors == ("reference a: the reference 'users' has no column 'id'",)


def test_a_null_among_the_keys_does_not_hide_an_unknown_one(make_suite: MakeSuite) -> None:
    users = pd.DataFrame({"id": [1, None]})
    suite = make_suite("check: reference, column: a, to: users, key: id")
    verdict = run_suite(suite, pd.DataFrame({"a": [1, 2, None]}), references={"users": users})
    assert [finding.rows for finding in verdict.findings] == [1]


def test_files_and_directories_of_files_are_read(make_suite: MakeSuite, tmp_path: Path) -> None:
    for month in (1, 2):
        directory = tmp_path / "trades" / f"month=2026-0{month}"
        directory.mkdir(parents=True)
        query = f"SELECT {month}::BIGINT AS a, 1.5::DECIMAL(18, 4) AS b"
        duckdb.execute(f"COPY ({query}) TO '{directory}/x.parquet'")
    checks = ["check: columns, columns: [a, b], exact: true", "check: row_count, min: 2, max: 2"]
    suite = make_suite(*checks, "check: type, column: b, type: number")
    assert run_suite(suite, tmp_path / "trades").passed
    assert not run_suite(suite, directory / "x.parquet").passed


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.csv", None, "gone.csv does not exist"),
        ("data.txt", "a\n1\n", "is neither .csv, .csv.gz nor .parquet"),
        ("data.parquet", "a\n1\n", "too small to be a Parquet file"),
        ("empty", ..., "has no Parquet files"),
    ],
)
def test_data_that_cannot_be_read_is_named(
    make_suite: MakeSuite,
    tmp_path: Path,
    name: str,
    content: Any,  # noqa: ANN401
    message: str,
) -> None:
    path = tmp_path / name
    if content is ...:
        path.mkdir()
    elif content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        run_suite(make_suite("check: not_null, column: a"), path)
