"""Running a suite over rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from quality_gate.checks import CHECKS, Row
from quality_gate.suite import Suite


@dataclass(frozen=True)
class Finding:
    """A check that rows break, more of them than it tolerates."""

    check: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class GateReport:
    suite: str
    checked_rows: int
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        return not self.findings

    def summary(self) -> str:
        if self.passed:
            return f"{self.suite}: {self.checked_rows} rows pass"
        broken = "; ".join(f"{finding.check} broken by {len(finding.rows)}" for finding in self.findings)
        return f"{self.suite}: {self.checked_rows} rows, {broken}"


def run_suite(suite: Suite, rows: Sequence[Row]) -> GateReport:
    findings = []
    for check in suite.checks:
        broken = tuple(CHECKS[check.name](rows, **check.arguments))
        if len(broken) > check.tolerated:
            findings.append(Finding(check.title(), broken))
    return GateReport(suite.name, len(rows), tuple(findings))
