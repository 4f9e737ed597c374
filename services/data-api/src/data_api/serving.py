"""The configuration of gunicorn, which also heeds PORT and WEB_CONCURRENCY."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from typing import Protocol

from gunicorn import glogging
from gunicorn.config import Config

from .platform_core.engines import EngineError, make_engine
from .platform_core.logs import configure_logging
from .platform_core.settings import SettingsError, load_settings
from .settings import Settings

wsgi_app = f"{__package__}.api:make_app()"
worker_class = "uvicorn_worker.UvicornWorker"
control_socket_disable = True  # services of one machine would share it
graceful_timeout = 20  # seconds for answers that are under way

# Each process counts for itself, into files that /metrics adds up. prometheus_client
# looks for their directory when it is imported: nothing here may do that too early.
DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"


class Worker(Protocol):
    pid: int


class logger_class(glogging.Logger):  # noqa: N801 (gunicorn's name for it)
    """What gunicorn says has the form of all other logs."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.handlers = []
        self.error_log.propagate = True


def on_starting(_: object) -> None:
    os.environ[DIRECTORY] = tempfile.mkdtemp(prefix="metrics-")


def post_worker_init(_: object) -> None:
    sys.setswitchinterval(0.0005)  # queries' threads take turns with the event loop, which has little to do each time


def child_exit(_: object, worker: Worker) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    forget: Callable[[int], object] = mark_process_dead
    forget(worker.pid)


def on_exit(_: object) -> None:
    shutil.rmtree(os.environ[DIRECTORY], ignore_errors=True)


def _refuse_bad_settings() -> None:
    """Here and once, not in each worker, again and again."""
    faults = []
    for name, low, high in (("PORT", 0, 65535), ("WEB_CONCURRENCY", 1, 1024)):
        value = os.environ.get(name) or str(low)
        if not value.isdecimal() or not low <= int(value) <= high:
            faults.append(f"{name}: a number from {low} to {high}, not '{value}'")
    try:
        settings = load_settings(Settings)
        configure_logging("data-api", level=settings.log_level, fmt=settings.log_format)
        make_engine(settings.serving_url, read_only=True).dispose()
    except SettingsError as error:
        faults.append(str(error))
    except EngineError as error:
        faults.append(f"DATA_API_SERVING_URL: {error}")
    except ValueError:  # of a port that is no number; it may show a password
        faults.append("DATA_API_SERVING_URL: this is no database URL, such as sqlite:///serving.db")
    if faults:
        print("data-api:", "; ".join(faults), file=sys.stderr)
        raise SystemExit(2)


_refuse_bad_settings()
