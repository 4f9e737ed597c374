"""Projects that `monoci new` makes, and what their developers do with them first."""

import subprocess
from pathlib import Path

from programs import MONOCI, commit_all, environment, run

ROOT_MANIFEST = '[tool.uv.workspace]\nmembers = ["libs/*", "pipelines/*", "services/*"]\n'
IGNORED = ".venv/\nuv.lock\n__pycache__/\n.*_cache/\n"
SYNC = ("uv", "sync")
PYTHON_CHECKS = (
    SYNC,
    ("uv", "run", "ruff", "check"),
    ("uv", "run", "ruff", "format", "--check"),
    ("uv", "run", "mypy"),
    ("uv", "run", "pytest"),
)
SQL_CHECK = ("uv", "run", "sqlfluff", "lint", "models", "tests")
DBT_BUILD = ("uv", "run", "dbt", "build")
CMAKE_CHECKS = (
    ("cmake", "-S", ".", "-B", "build", "-DCMAKE_CXX_FLAGS=-Werror"),
    ("cmake", "--build", "build"),
    ("ctest", "--test-dir", "build", "--no-tests=error"),
)


def new(root: Path, template: str, name: str, *options: str) -> None:
    run(root, MONOCI, "new", template, name, "--no-input", *options)


def small_workspace(root: Path) -> Path:
    """A repository with a uv workspace and nothing else: no configuration of ruff, pytest or monoci."""
    root.mkdir()
    run(root, "git", "init", "-q", "-b", "main")
    (root / "pyproject.toml").write_text(ROOT_MANIFEST, encoding="utf-8")
    (root / ".gitignore").write_text(IGNORED, encoding="utf-8")
    commit_all(root)
    return root


def check(directory: Path, *commands: tuple[str, ...]) -> None:
    """As a developer runs them, without an environment around that is somebody else's."""
    kept = {key: value for key, value in environment().items() if key != "VIRTUAL_ENV"}
    for command in commands:
        done = subprocess.run(
            command, cwd=directory, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        assert done.returncode == 0, f"{directory}: {' '.join(command)}\n{done.stdout}"
