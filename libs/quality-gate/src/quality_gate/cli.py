"""The command quality-gate. Verdicts go to stdout, all else to stderr."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime

from .alert import WebhookError, check_webhook, send
from .gate import judge
from .source import DataError
from .suite import SuiteError, load_suite
from .task import parse_as_of
from .verdict import first_line

PASSED, FINDINGS, ERROR = 0, 1, 2
_EXIT = (
    "exit status: 0 the data passes (warnings let it pass), 1 findings, "
    "2 an error: wrong usage, or a check that could not be made"
)
_REFERENCE = "the data that checks of the kind `reference` refer to by NAME; repeatable"


class OutputError(Exception):
    """Nobody can read the verdict: that is no pass, and no finding."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return _check_suites(options) if options.command == "check-suite" else _run(options)
    except (DataError, SuiteError, WebhookError, OutputError) as error:
        return _complain(error)
    except Exception as error:  # a fault of the program says nothing about the data
        says = f": {first_line(error)}" if str(error).strip() else ""
        return _complain(f"quality-gate itself failed, and the data was not judged: {type(error).__name__}{says}")


def _run(options: argparse.Namespace) -> int:
    suite = load_suite(options.suite)
    webhook = options.webhook or os.environ.get("QUALITY_GATE_WEBHOOK")
    if webhook:
        check_webhook(webhook)
    references = dict(options.reference)
    judged = judge(suite, options.data, table=options.table, references=references, as_of=options.as_of)
    verdict = judged.verdict
    # The verdict is out before anyone is told, and before documents are written.
    _print(json.dumps(verdict.document(), indent=2, default=str) if options.format == "json" else verdict.summary())
    if webhook and (verdict.findings or verdict.errors) and (fault := send(webhook, verdict)):
        sys.stderr.write(f"warning: {fault}\n")
    if options.docs is not None:
        judged.write_docs(options.docs)
    return verdict.exit_code


def _check_suites(options: argparse.Namespace) -> int:
    status = PASSED
    for path in options.suites:
        try:
            suite = load_suite(path)
            _print(f"{path}: {suite.name} ({suite.stage}), {len(suite.checks)} checks")
        except SuiteError as error:
            status = _complain(error)
    return status


def _print(text: str) -> None:
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # else Python tries it again at its end, and exits with 120
        raise OutputError(f"what was found cannot be printed: {error.strerror}") from None


def _complain(error: Exception | str) -> int:
    text = str(error)
    sys.stderr.write(f"{text}\n" if isinstance(error, SuiteError) else f"error: {text}\n")
    return ERROR


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("quality-gate", description="Check data by suites written in YAML.", epilog=_EXIT)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="check data", description="Check data by a suite.", epilog=_EXIT)
    add = run.add_argument
    add("suite", metavar="SUITE", help="the YAML file")
    add(
        "data",
        metavar="DATA",
        help="a .csv or .parquet file, a directory of the latter, or URL#TABLE (SQLite, PostgreSQL)",
    )
    add("--table", metavar="TABLE", help="of the database that DATA names")
    add("--reference", metavar="NAME=DATA", action="append", default=[], type=_reference, help=_REFERENCE)
    add("--as-of", metavar="DATE", type=_as_of, help="the day, or the time in UTC, at which data must be fresh (now)")
    add("--docs", metavar="DIR", help="write Great Expectations' Data Docs there, as HTML")
    add("--webhook", metavar="URL", help="tell it, in Slack's format, unless all is well ($QUALITY_GATE_WEBHOOK)")
    add("--format", choices=("text", "json"), default="text")
    check = commands.add_parser("check-suite", help="check suites themselves, without data")
    check.add_argument("suites", metavar="SUITE", nargs="+")
    return parser


def _reference(text: str) -> tuple[str, str]:
    name, equals, data = text.partition("=")
    if not (name and equals and data):
        raise argparse.ArgumentTypeError("a reference is NAME=DATA, such as users=users.parquet")
    return name, data


def _as_of(text: str) -> date | datetime:
    try:
        return parse_as_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day, such as 2026-01-31, and no time") from None


if __name__ == "__main__":
    sys.exit(main())
