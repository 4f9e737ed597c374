"""The site as it is built, served on loopback."""

import functools
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def packages_of_npm() -> None:
    """What `npm ci` installs; a test without it would show nothing of the diagrams."""
    if not (PROJECT / "node_modules/mermaid").is_dir():
        npm = shutil.which("npm")
        assert npm, "npm is missing: apt-get install npm"
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=PROJECT, check=True)


@pytest.fixture(scope="session")
def site(packages_of_npm: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    command = ["mkdocs", "build", "--strict", "--config-file", str(PROJECT / "mkdocs.yml"), "--site-dir", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nobody reads it."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=os.fspath(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
