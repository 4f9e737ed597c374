"""What is behind, as people and as GitLab read it."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from .rules import Rule


@dataclass(frozen=True)
class Drift:
    rule: Rule
    files: tuple[str, ...]

    def text(self) -> str:
        more = f" and {len(self.files) - 1} more" if len(self.files) > 1 else ""
        page, section = self.rule.page, self.rule.section
        return f"{self.files[0]}{more} changed, and {page} did not: see whether `{section}` still holds"

    def issue(self) -> dict[str, Any]:
        """Of GitLab's code quality report. The fingerprint says where to look, whatever else changes."""
        name = f"{self.rule.project} {self.rule.page} {self.rule.section}"
        return {
            "description": self.text(),
            "check_name": "docs-drift",
            "fingerprint": hashlib.sha256(name.encode()).hexdigest(),
            "severity": "info",
            "location": {"path": self.files[0], "lines": {"begin": 1}},
        }


def find_drift(rules: Sequence[Rule], changed: Collection[str]) -> list[Drift]:
    """A page that changed is taken to be right. Each section is named once, with the files that lead to it."""
    found: dict[tuple[str, str, str], Drift] = {}
    for rule in rules:
        files = sorted(path for path in changed if rule.covers(path))
        if not files or rule.page in changed:
            continue
        key = (rule.project, rule.page, rule.section)
        before = found[key].files if key in found else ()
        found[key] = Drift(rule, tuple(sorted({*before, *files})))
    return list(found.values())
