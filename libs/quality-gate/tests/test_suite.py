from pathlib import Path
from textwrap import dedent

import pytest
from quality_gate import SuiteError, load_suite
from quality_gate.checks import TABLE


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "s.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    with pytest.raises(SuiteError) as caught:
        load_suite(path)
    return str(caught.value).replace(f"{path}:", "").splitlines()


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """\
        suite: Trades!
        stage: runtime
        owner: me
        checks:
          - { check: not_nul, column: a }
          - { check: range, column: a }
          - check: one_of
            colum: a
            values: []
          - { check: freshness, column: a, max_age: 3 weeks }
          - { check: range, column: a, min: 3, max: 1 }
          - { check: not_null, column: a, mostly: 2 }
          - { column: a }
        """
    assert faults(tmp_path, text) == [
        "1: error: suite: string should match pattern '^[a-z][a-z0-9_-]*$'",
        "3: error: no key 'owner'; there are allow_empty, checks, description, key, stage, suite",
        "5: error: no check 'not_nul'; did you mean 'not_null'?",
        "6: error: range: needs min, max or both",
        "7: error: one_of: `column:` is missing",
        "8: error: one_of: no key 'colum'; did you mean 'column'?",
        "9: error: one_of: values: list should have at least 1 item after validation, not 0",
        "10: error: 'freshness' is a semantic check: a suite of the stage runtime cannot have it",
        "10: error: freshness: max_age: an age is a number and d, h or m, such as 36h",
        "11: error: range: min 3 is above max 1",
        "12: error: not_null: mostly: input should be less than or equal to 1",
        "13: error: `check:` is missing",
    ]


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        ("check: rule, expression: 'a >'", "expression: no condition in SQL: syntax error at or near"),
        ("check: rule, expression: 'a) FROM x WHERE (1'", "expression: no condition in SQL: one expression, please"),
        ("check: rule, expression: 'a IN (SELECT b FROM c)'", "expression: a condition looks at one row"),
        ("check: rule, expression: '1 = 1'", "expression: a condition names at least one column"),
        ("check: pattern, column: a, pattern: '['", "pattern: no regular expression"),
        ("check: range, column: a, min: 1, max: 2026-01-01", "min and max are of different kinds"),
        ("check: quantile, column: a, quantile: 90, min: 1", "quantile: input should be less than or equal to 1"),
        ("check: not_null, column: a, severity: fatal", "severity: input should be 'error' or 'warning'"),
        ("check: not_null, column: a, column: b", "the key 'column' stands here twice"),
        ("check: freshness, column: a, max_age: 999999d", "max_age: an age is at most 36500 days"),
        ("check: freshness, column: a, max_age: 99999999999999h", "max_age: an age is at most 36500 days"),
        ("check: range, column: a, min: .nan", "min: nan is no number that values can be compared with"),
        ("check: range, column: a, max: -.inf", "max: -inf is no number"),
        ("check: mean, column: a, min: .nan, max: 1", "min: nan is no number"),
        ("check: share, where: a > 1, min: .nan", "min: input should be less than or equal to 1"),
        ("check: range, column: a, min: 0, mostly: .nan", "mostly: input should be less than or equal to 1"),
        ("check: one_of, column: a, values: [.nan]", "values: nan is no number"),
        (f"check: range, column: a, min: {10**400}, max: 1", "min: no column has numbers of more than 38 digits"),
    ],
)
def test_checks_that_mean_nothing_are_refused(tmp_path: Path, check: str, fault: str) -> None:
    (line,) = faults(tmp_path, f"suite: s\nstage: semantic\nchecks:\n  - {{ {check} }}\n")
    assert line.startswith("4: error: ")
    assert fault in line


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: error: a suite has the keys suite, stage and checks"),
        ("suite: [", "1: error: no YAML: expected the node content, but found '<stream end>'"),
        ("suite: s\nstage: runtime\n", "1: error: `checks:` is missing"),
        ("suite: s\nstage: runtime\nchecks: {}\n", "3: error: checks: input should be a valid list"),
        ("suite: s\nstage: runtime\nchecks: &c [*c]\n", "3: error: checks: input should be a valid dictionary"),
        ("suite: s\nstage: runtime\nchecks: " + "[" * 5000, " error: the suite is nested too deeply"),
        ("suite: s\nstage: runtime\ncheck\x00s:\n", " error: no YAML: special characters are not allowed"),
    ],
)
def test_what_is_no_suite_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, text) == [fault]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match=r"gone.yaml: error: No such file or directory"):
        load_suite(tmp_path / "gone.yaml")


def test_every_check_of_the_table_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert [name for name in TABLE if f"`{name}`" not in readme] == []
