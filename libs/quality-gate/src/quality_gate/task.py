"""The gate within a pipeline, or as the callable of an Airflow task."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .alert import check_webhook, send
from .gate import Judged, judge
from .source import DataError
from .suite import Suite, load_suite
from .verdict import Verdict


class GateFailed(Exception):  # noqa: N818 (what happened, not a fault of the program)
    """The data does not pass, or could not be checked."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.summary())
        self.verdict = verdict


def gate_task(
    suite: Suite | str | Path,
    data: Any,  # noqa: ANN401 (a frame, a path or a URL)
    *,
    table: str | None = None,
    references: Mapping[str, Any] | None = None,
    as_of: date | datetime | str | None = None,
    docs: str | Path | None = None,
    webhook: str | None = None,
) -> dict[str, Any]:
    """Run the suite and raise GateFailed where the data does not pass. `as_of` may be text, as Airflow's `{{ ds }}` is.

    It returns the verdict as what JSON, and with it XCom, can hold:
    PythonOperator(task_id="gate", python_callable=gate_task, op_kwargs={"suite": …, "data": …, "as_of": "{{ ds }}"})
    """
    log = logging.getLogger(__name__)
    if webhook is not None:
        check_webhook(webhook)
    loaded = suite if isinstance(suite, Suite) else load_suite(suite)
    moment = parse_as_of(as_of) if isinstance(as_of, str) else as_of
    judged = judge(loaded, data, table=table, references=references, as_of=moment)
    verdict = judged.verdict
    if webhook is not None and (verdict.findings or verdict.errors) and (fault := send(webhook, verdict)):
        log.warning("%s", fault)
    unwritten = _write_docs(judged, docs)
    if not verdict.passed:
        if unwritten is not None:
            log.warning("%s", unwritten)
        raise GateFailed(verdict)
    log.info("%s", verdict.summary())
    if unwritten is not None:
        raise unwritten
    return verdict.document()


def _write_docs(judged: Judged, docs: str | Path | None) -> DataError | None:
    """What went wrong: findings are told before it."""
    try:
        if docs is not None:
            judged.write_docs(docs)
    except DataError as error:
        return error
    return None


def parse_as_of(text: str) -> date | datetime:
    """A day as 2026-01-31, or a time as 2026-01-31T06:00."""
    return date.fromisoformat(text) if len(text) == len("2026-01-31") else datetime.fromisoformat(text)
