"""What changed, by monoci's own answer."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platform_docs.monoci_program import monoci_program


class ChangesError(Exception):
    """monoci gives no answer."""


@dataclass(frozen=True)
class Changes:
    """Files that projects own and that changed, and why there may be more."""

    files: frozenset[str]
    widened: tuple[str, ...]


def ask_monoci(repository: Path, options: Sequence[str]) -> Changes:
    command = [monoci_program(repository), "-C", str(repository), "affected", "--format", "json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise ChangesError(f"`{' '.join(command)}` ends with {done.returncode}:\n{done.stderr}")
    return changes_of(json.loads(done.stdout))


def read_report(file: Path) -> Changes:
    """What `monoci affected --format json` or `monoci generate --report` has written."""
    try:
        return changes_of(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ChangesError(f"{file}: error: this is no report of monoci: {error}") from error


def changes_of(document: dict[str, Any]) -> Changes:
    """A project that is affected by way of others only has no reason of its own here."""
    projects = document["projects"] if "projects" in document else document["affected"]
    reasons = [reason for project in projects for reason in project["reasons"] if reason["code"] == "file"]
    files = {path for reason in reasons for path in _paths_of(reason, document)}
    return Changes(frozenset(files | set(document["unowned"])), tuple(document["widened"]))


def _paths_of(reason: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """Version 1 has a reason for each file; since version 2 a reason names a set of causes, which stand in it once."""
    if document["version"] == 1:
        return [reason["path"]]
    left_out = set() if reason["less"] is None else set(document["sets"][reason["less"]]["causes"])
    ids = [cause for cause in document["sets"][reason["causes"]]["causes"] if cause not in left_out]
    return [document["causes"][cause]["path"] for cause in ids]
