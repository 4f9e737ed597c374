"""A check that could not be made is never a pass, whoever asks."""

from pathlib import Path

import pytest
from quality_gate import Finding, GateFailed, Verdict, gate_task
from quality_gate.cli import main

WARNING = Finding("range", "a", "1 of 2 rows is not at least 0", "warning")
FINDING = Finding("range", "a", "1 of 2 rows is not at least 0")


@pytest.mark.parametrize(
    ("findings", "errors", "passed", "exit_code", "word"),
    [
        ((), (), True, 0, "passed"),
        ((WARNING,), (), True, 0, "passed"),
        ((WARNING, FINDING), (), False, 1, "FAILED"),
        ((), ("distinct a: raised",), False, 2, "could not be checked"),
        ((WARNING,), ("distinct a: raised",), False, 2, "could not be checked"),
        ((FINDING,), ("distinct a: raised",), False, 2, "could not be checked"),
    ],
)
def test_errors_are_neither_findings_nor_a_pass(
    findings: tuple[Finding, ...], errors: tuple[str, ...], passed: bool, exit_code: int, word: str
) -> None:
    verdict = Verdict("s", "runtime", "d.csv", 2, 1, findings, errors)
    assert (verdict.passed, verdict.exit_code, verdict.document()["passed"]) == (passed, exit_code, passed)
    assert f"d.csv {word}: " in verdict.summary()


@pytest.mark.slow
def test_a_check_that_could_not_be_made_stops_a_task_and_the_command(tmp_path: Path) -> None:
    suite, data = tmp_path / "s.yaml", tmp_path / "d.csv"
    suite.write_text("suite: s\nstage: semantic\nchecks:\n  - { check: rule, expression: nosuch(a) }\n")
    data.write_text("a\n1\n")
    with pytest.raises(GateFailed, match="not checked: rule a: Catalog Error") as caught:
        gate_task(suite, data)
    assert caught.value.verdict.findings == ()
    assert main(["run", str(suite), str(data)]) == 2
