"""The configuration of gunicorn, which also heeds PORT and WEB_CONCURRENCY."""

import os
import shutil
import tempfile
from collections.abc import Callable
from typing import Protocol

wsgi_app = f"{__package__}.api:make_app()"
worker_class = "uvicorn_worker.UvicornWorker"
control_socket_disable = True  # services of one machine would share it

# Each process counts for itself, into files that /metrics adds up. prometheus_client
# looks for their directory when it is imported: nothing here may do that too early.
DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"


class Worker(Protocol):
    pid: int


def on_starting(_: object) -> None:
    os.environ[DIRECTORY] = tempfile.mkdtemp(prefix="metrics-")


def child_exit(_: object, worker: Worker) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    forget: Callable[[int], object] = mark_process_dead
    forget(worker.pid)


def on_exit(_: object) -> None:
    shutil.rmtree(os.environ[DIRECTORY], ignore_errors=True)
