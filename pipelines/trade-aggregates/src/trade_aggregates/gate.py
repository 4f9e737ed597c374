"""Which suite checks what: the suite of a dataset is called as it, for raw data and for results."""

import hashlib
import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from platform_core.logs import get_logger
from quality_gate import Verdict, load_suite, run_suite
from quality_gate.alert import WebhookError, send

from .inputs import Input
from .warehouse import AGGREGATES

if TYPE_CHECKING:
    from pandas import DataFrame

RAW = ("trades", "users", "symbols")
log = get_logger(__name__)


class RefusedError(Exception):
    """The gate did not let something pass: what, and the findings."""

    def __init__(self, what: str, verdict: Verdict) -> None:
        super().__init__(f"the gate refuses {what}: {verdict.summary()}")


def check(
    dataset: str, what: str, frame: "DataFrame", as_of: date, references: "Mapping[str, DataFrame] | None" = None
) -> None:
    """RefusedError unless all of the suite holds; QUALITY_GATE_WEBHOOK is told."""
    with as_file(_suite(dataset)) as path:
        verdict = run_suite(load_suite(path), frame, references=references or {}, as_of=as_of)
    if not verdict.passed:
        _alert(verdict)
        raise RefusedError(what, verdict)


def _alert(verdict: Verdict) -> None:
    """Whatever becomes of it, the verdict stays."""
    if not (webhook := os.environ.get("QUALITY_GATE_WEBHOOK")):
        return
    try:
        fault = send(webhook, verdict)
    except WebhookError as error:
        fault = str(error)
    if fault:
        log.warning(fault)


def input_fingerprint(each: Input) -> str:
    """Of an input, and of what it is checked by."""
    return hashlib.sha256(f"{each.fingerprint} {suite_fingerprint(each.dataset)}".encode()).hexdigest()


def suite_fingerprints() -> list[str]:
    return [suite_fingerprint(dataset) for dataset in (*RAW, *AGGREGATES)]


@cache
def suite_fingerprint(dataset: str) -> str:
    return hashlib.sha256(_suite(dataset).read_bytes()).hexdigest()


def _suite(dataset: str) -> Traversable:
    return files(__package__).joinpath("suites", f"{dataset}.yaml")
