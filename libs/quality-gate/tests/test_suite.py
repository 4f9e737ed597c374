from pathlib import Path

import pytest
from quality_gate import SuiteError, read_suite, run_suite


def write(directory: Path, text: str) -> Path:
    path = directory / "suite.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_suite_says_which_rows_break_which_check(tmp_path: Path) -> None:
    suite = read_suite(
        write(
            tmp_path,
            "suite: orders\nchecks:\n"
            "  - { check: not_null, column: id }\n"
            "  - { check: in_range, column: price, minimum: 0, tolerated: 1 }\n",
        )
    )
    report = run_suite(suite, [{"id": 1, "price": -1}, {"id": None, "price": 2}])
    assert not report.passed
    assert report.summary() == "orders: 2 rows, not_null(column=id) broken by 1"


def test_rows_within_the_tolerance_pass(tmp_path: Path) -> None:
    suite = read_suite(
        write(tmp_path, "suite: orders\nchecks: [{ check: in_range, column: price, minimum: 0, tolerated: 1 }]\n")
    )
    assert run_suite(suite, [{"price": -1}, {"price": 2}]).passed
    assert not run_suite(suite, [{"price": -1}, {"price": -2}]).passed


def test_every_fault_of_a_suite_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, "suite: orders\nchecks: [{ check: notnull, column: id }, { check: unique, column: id }]\n")
    with pytest.raises(SuiteError) as caught:
        read_suite(path)
    first, second = str(caught.value).splitlines()
    assert first.endswith("no check 'notnull'; did you mean 'not_null'?")
    assert "unique: missing a required argument: 'columns'" in second


def test_a_file_that_is_no_suite_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="'suite' and 'checks'"):
        read_suite(write(tmp_path, "- just\n- a list\n"))
