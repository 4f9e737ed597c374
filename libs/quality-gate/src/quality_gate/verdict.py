"""What a run found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


def first_line(error: object) -> str:
    """What an exception says, in one line; its type where it says nothing."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


@dataclass(frozen=True)
class Finding:
    check: str
    column: str  # several are separated by commas; empty where it is about the data as a whole
    message: str
    severity: Literal["error", "warning"] = "error"
    rows: int | None = None  # that break the check, where it looks at rows
    line: int = 0  # of the suite
    why: str = ""


@dataclass(frozen=True)
class Verdict:
    """`errors` are checks that could not be made: neither a finding nor a pass."""

    suite: str
    stage: str
    data: str
    rows: int
    checks: int
    findings: tuple[Finding, ...]
    errors: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.errors and all(finding.severity == "warning" for finding in self.findings)

    @property
    def exit_code(self) -> int:
        return 2 if self.errors else 0 if self.passed else 1

    def summary(self) -> str:
        """One line for what was checked, one for each finding and error."""
        result = "passed" if self.passed else "could not be checked" if self.errors else "FAILED"
        lines = [f"{self.suite} ({self.stage}): {self.data} {result}: {self.checks} checks, {self.rows} rows"]
        for finding in self.findings:
            about = f" {finding.column}" if finding.column else ""
            why = f" ({finding.why})" if finding.why else ""
            lines.append(f"  {finding.severity}: {finding.check}{about}: {finding.message}{why}")
        lines += [f"  not checked: {error}" for error in self.errors]
        return "\n".join(lines)

    def document(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "passed": self.passed}
