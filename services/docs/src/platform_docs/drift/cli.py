"""`docs-drift`: reports, and never fails a pipeline for what it finds."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from platform_docs.monoci_program import NoMonociError

from .changes import Changes, ChangesError, ask_monoci, read_report
from .findings import Drift, find_drift
from .rules import RulesError, read_rules


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """0, whatever is found; 1 where monoci gives no answer, 2 for what is wrong in the rules or the command."""
    given, options = _parser().parse_known_args(arguments)
    if given.report and options:
        print(f"docs-drift: error: with --report nothing is asked of monoci: {' '.join(options)}", file=sys.stderr)
        return 2
    try:
        repository = Path(given.repository or _root_of(given.rules.absolute().parent))
        rules = read_rules(given.rules, given.rules.absolute().parent / "docs", repository)
        changes = read_report(given.report) if given.report else ask_monoci(repository, options)
    except RulesError as error:
        print(error, file=sys.stderr)
        return 2
    except (ChangesError, NoMonociError) as error:
        print(f"docs-drift: error: {error}", file=sys.stderr)
        return 1
    drifts = find_drift(rules, changes.files)
    _tell(drifts, changes)
    try:
        if given.output:
            _write(given.output, json.dumps([drift.issue() for drift in drifts], indent=2) + "\n")
    except OSError as error:
        print(f"docs-drift: error: {given.output}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="docs-drift",
        description="Which pages may be behind the code that they tell of: the code changed, the page did not.",
        epilog="Further options, such as --base REV, are those of `monoci affected`.",
    )
    parser.add_argument(
        "--rules", type=Path, default=Path("drift.yml"), help="which page tells of which code (drift.yml)"
    )
    parser.add_argument(
        "--report", type=Path, help="a report of `monoci generate` or `affected`, instead of asking monoci"
    )
    parser.add_argument("--output", type=Path, help="also write GitLab's code quality report there")
    parser.add_argument("--repository", type=Path, help="its root; the one around the rules by default")
    return parser


def _root_of(directory: Path) -> str:
    command = ["git", "-C", str(directory), "rev-parse", "--show-toplevel"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise ChangesError(f"{directory} lies in no git repository: name it with --repository")
    return done.stdout.strip()


def _tell(drifts: list[Drift], changes: Changes) -> None:
    for why in changes.widened:
        print(f"docs-drift: not everything that changed is known: {why}", file=sys.stderr)
    for drift in drifts:
        print(drift.text())
    if not drifts:
        print("no page is behind the code that changed")


def _write(file: Path, text: str) -> None:
    """Whole, or not at all."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
