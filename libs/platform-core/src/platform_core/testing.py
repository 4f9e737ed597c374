"""A real PostgreSQL for tests: in a temporary directory, on loopback, stopped by its process id."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_WITHIN_S = 60


class PostgresUnavailable(RuntimeError):  # noqa: N818 (says what is the case)
    """PostgreSQL is not installed here, or does not start."""


@dataclass(frozen=True)
class PostgresCluster:
    url: str
    pid: int


@contextmanager
def postgres_cluster() -> Iterator[PostgresCluster]:
    """Start a cluster of its own and stop it at the end, also of a test that fails."""
    initdb, server = _program("initdb"), _program("postgres")
    directory = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(directory, "postgres", "postgres")
        data, port = directory / "data", _free_port()
        made = subprocess.run(  # noqa: S603
            [*_as_postgres(), str(initdb), "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"],
            cwd=directory,
            capture_output=True,
            text=True,
        )
        if made.returncode != 0:
            raise PostgresUnavailable(f"initdb failed: {made.stderr.strip()}")
        command = [*_as_postgres(), str(server), "-D", str(data), "-p", str(port), "-k", str(directory)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "wal_level=logical", "-c", "fsync=off"]
        log = directory / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=directory, stdout=output, stderr=output)  # noqa: S603
        try:
            _wait_until_ready(process, port, log)
            yield PostgresCluster(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", process.pid)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _program(name: str) -> Path:
    """Of the newest version: Debian keeps them off the PATH."""
    found = list(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if found:
        return max(found, key=lambda path: float(path.parts[-3]))
    if on_path := shutil.which(name):
        return Path(on_path)
    raise PostgresUnavailable(f"PostgreSQL's {name} is not installed: apt-get install postgresql")


def _as_postgres() -> list[str]:
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    import psycopg

    end = time.monotonic() + _WITHIN_S
    while True:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > end:
                text = log.read_text(encoding="utf-8", errors="replace")
                raise PostgresUnavailable(f"PostgreSQL did not start: {error}\n{text}") from None
            time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """setpriv has become the server: the process is the postmaster, which ends its children."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # "fast": open connections are closed
    try:
        process.wait(_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(_WITHIN_S)
