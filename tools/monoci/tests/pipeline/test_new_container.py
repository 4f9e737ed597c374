"""The container files of a new service and a new pipeline. No container runs here, but every command in them does."""

import json
import os
import re
import shlex
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from container_file import ContainerFile
from new_projects import new, small_workspace
from programs import environment, run

SERVICE, PIPELINE = "services/quotes", "pipelines/fills"


def build(root: Path, file: ContainerFile, app: Path) -> None:
    """What the build stage of the file makes, without its cache of nothing."""
    variables = environment() | file.variables(0) | {"UV_PROJECT_ENVIRONMENT": str(app)}
    steps = [shlex.split(step) for step in file.all("RUN") if step.startswith("uv ")]
    assert len(steps) == 1
    words = [word for word in steps[0] if word != "--no-cache"]
    subprocess.run(words, cwd=root, env=variables, capture_output=True, check=True)


class Service:
    """The service in the environment that the file's build stage makes, without the repository."""

    def __init__(self, root: Path, app: Path) -> None:
        self.file = ContainerFile(root / SERVICE / "Dockerfile")
        self.app = app
        build(root, self.file, app)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(self.app / "bin"), os.environ["PATH"]])
        return environment() | {"PATH": path, "PORT": str(self.port), "WEB_CONCURRENCY": "2"}

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.file.command(), cwd=self.app, env=self.environment(), stderr=subprocess.DEVNULL)

    def answers(self) -> bool:
        try:
            return bool(self.get("/health"))
        except URLError:
            return False

    def is_healthy(self) -> bool:
        return (
            subprocess.run(
                self.file.health_check(), env=self.environment(), capture_output=True, check=False
            ).returncode
            == 0
        )

    def get(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as response:
            return str(response.read().decode())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_workspace(tmp_path_factory.mktemp("container") / "repository")
    for library in ("used", "linked"):
        new(root, "lib", library)
    new(root, "service", "quotes", "--uses", "used", "--link", "linked")
    new(root, "pipeline", "fills", "--uses", "used", "--link", "linked")
    return root


@pytest.fixture(scope="module")
def service(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(root, tmp_path_factory.mktemp("image") / "app")
    process = service.start()
    for _ in range(200):
        if service.answers():
            break
        time.sleep(0.1)
    yield service
    process.terminate()
    process.wait(timeout=20)


@pytest.mark.parametrize("project", [SERVICE, PIPELINE])
def test_hadolint_is_content(root: Path, project: str) -> None:
    run(root, "hadolint", f"{project}/Dockerfile")
    file = ContainerFile(root / project / "Dockerfile")
    assert all(":" in image.split()[0] for image in file.all("FROM"))
    assert file.all("USER") == ["10001"]


@pytest.mark.server
def test_the_environment_holds_what_the_service_uses_and_links(service: Service) -> None:
    packages = next(service.app.glob("lib/python3.*/site-packages"))
    assert (packages / "used/dates.py").is_file()
    assert (packages / "quotes/linked/dates.py").is_file()
    assert not [link for link in packages.rglob("*") if link.is_symlink()]
    assert not (packages / "pytest").exists()


@pytest.mark.server
def test_it_is_healthy(service: Service) -> None:
    assert service.is_healthy()
    assert json.loads(service.get("/health")) == {"status": "ok"}


@pytest.mark.server
def test_its_metrics_are_those_of_all_its_processes(service: Service) -> None:
    for _ in range(20):
        service.get("/greetings/Ada")
    metrics = service.get("/metrics")
    counted = re.findall(r'_count\{method="GET",route="/greetings/\{name\}",status="200"\} ([0-9.]+)', metrics)
    assert [float(count) for count in counted] == [20]


def test_the_pipeline_runs_in_the_environment_of_its_image(root: Path, tmp_path: Path) -> None:
    file, app = ContainerFile(root / PIPELINE / "Dockerfile"), tmp_path / "app"
    build(root, file, app)
    (entry,) = json.loads(file.all("ENTRYPOINT")[0])
    variables = dict(line.split("=", 1) for line in (root / PIPELINE / "sample/run.env").read_text().splitlines())
    settings = {name: value.strip('"') for name, value in variables.items()}
    subprocess.run([app / "bin" / entry], cwd=root, env=environment() | settings, capture_output=True, check=True)
