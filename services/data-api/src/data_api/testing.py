"""The service as it is deployed, under gunicorn on a free port of this machine: for tests and measurements."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_WITHIN_S = 60
_LISTENING = re.compile(r"Listening at: (http://[\d.]+:\d+)")


@dataclass(frozen=True)
class RunningService:
    url: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def running_service(serving_url: str, *, workers: int = 2, **settings: str) -> Iterator[RunningService]:
    """`settings` are variables without DATA_API_. It is stopped by its process id, also by a test that fails."""
    names = {name: value for name, value in os.environ.items() if name != "PORT" and not name.startswith("DATA_API_")}
    given = {f"DATA_API_{name.upper()}": value for name, value in {"serving_url": serving_url, **settings}.items()}
    command = [sys.executable, "-m", "gunicorn", "--config", f"python:{__package__}.serving"]
    command += ["--bind", "127.0.0.1:0", "--workers", str(workers)]
    with tempfile.TemporaryDirectory(prefix="data-api-") as directory:
        log = Path(directory) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, env={**names, **given}, stdout=output, stderr=output)  # noqa: S603
        try:
            yield RunningService(_address(process, log), process, log)
        finally:
            process.terminate()  # does nothing to one that has ended
            try:
                process.wait(_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + _WITHIN_S
    while time.monotonic() < end:
        text = log.read_text(encoding="utf-8", errors="replace")
        if found := _LISTENING.search(text):
            return found[1]
        if process.poll() is not None:
            raise RuntimeError(f"the service ended with status {process.returncode}:\n{text}")
        time.sleep(0.05)
    raise RuntimeError(f"the service does not listen after {_WITHIN_S} s:\n{text}")
