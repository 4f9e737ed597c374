"""Runs of the command that can be killed, one after another: real processes, without the seconds that imports take.

A line of JSON on stdin is a run. It is killed after some seconds, or at a moment: right before the n-th statement or
commit. The answer is a line, too: the status, and how long it took. Nothing but imports happens before a fork.
"""

import json
import os
import signal
import sys
import time
from itertools import count
from typing import NoReturn

import duckdb  # noqa: F401 (for the forks)
import great_expectations  # noqa: F401
import trade_aggregates.pipeline  # noqa: F401
from sqlalchemy import Engine, event
from trade_aggregates.cli import main


def run(arguments: list[str], moment: int | None) -> NoReturn:
    sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (until the end of the process)
    if moment is not None:
        moments = count()

        def pass_by(*_: object) -> None:
            if next(moments) == moment:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", pass_by)
        event.listen(Engine, "commit", pass_by)
    status = 3
    try:
        status = main(arguments)
    finally:
        os._exit(status)


for line in sys.stdin:
    job = json.loads(line)
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        run(job["arguments"], job["moment"])
    if job["seconds"] is not None:
        time.sleep(job["seconds"])
        os.kill(child, signal.SIGKILL)  # not waited for yet: nobody else can have its id
    _, status = os.waitpid(child, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), time.monotonic() - start]), flush=True)
