"""What pre-commit runs before a commit, with the real pre-commit and without a network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from platform_clone import PlatformClone
from programs import MONOCI, REPOSITORY, commit_all, environment, run

PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
NOWHERE = "http://127.0.0.1:9"  # the port of the discard service: nobody listens

PLANTED = [
    ("ruff-check", "libs/platform-core/src/platform_core/planted.py", "import os\n"),
    ("ruff-format", "libs/platform-core/src/platform_core/planted.py", "x = 'y'\n"),
    ("mypy", "libs/platform-core/src/platform_core/planted.py", 'x: int = "y"\n'),
    ("clang-format", "libs/gitview/src/planted.cpp", "int   x ;\n"),
    ("monoci-check", "monoci.yaml", "planted: 1\n"),
]


def cut_off() -> list[str]:
    """A command that runs another one in a network namespace of its own, where the machine allows it."""
    command = ["unshare", "--map-root-user", "--net"]
    allowed = shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0
    return command if allowed else []


def pre_commit(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE)
    programs = f"{Path(MONOCI).absolute().parent}{os.pathsep}{os.environ['PATH']}"
    words = {"PRE_COMMIT_HOME": str(root.parent / "pre-commit"), "PATH": programs, "PRE_COMMIT_COLOR": "never"}
    return subprocess.run(
        [*cut_off(), PRE_COMMIT, "run", *arguments],
        cwd=root,
        env=environment() | proxies | words,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def set_up(clone: PlatformClone) -> PlatformClone:
    """A clone in which ./dev has been: with the tools of this one."""
    for place in (".venv", ".venvs", ".tools"):
        (clone.root / place).symlink_to(REPOSITORY / place)
    (clone.root / "build/dev").mkdir(parents=True)
    (clone.root / "build/dev/monoci").symlink_to(Path(MONOCI).absolute())
    with (clone.root / ".git/info/exclude").open("a", encoding="utf-8") as file:
        file.write("/.venv\n/.venvs\n/.tools\n")
    return clone


def test_this_repository_passes_offline(set_up: PlatformClone) -> None:
    result = pre_commit(set_up.root, "--all-files")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("Passed") == len(PLANTED)


@pytest.mark.parametrize(("hook", "path", "text"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_problem_is_found(set_up: PlatformClone, hook: str, path: str, text: str) -> None:
    set_up.append(path, text)
    result = pre_commit(set_up.root, "--files", path, "--", hook)
    assert result.returncode == 1, result.stdout + result.stderr
    assert result.stdout.count("Failed") == 1, result.stdout


def repository_of_others(root: Path, hooks: Path) -> None:
    root.mkdir()
    run(root, "git", "init", "-q", "-b", "main")
    revision = run(hooks, "git", "rev-parse", "HEAD").strip()
    names = "[{ id: monoci-check }, { id: monoci-lint }]"
    text = f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks: {names}\n"
    (root / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    (root / ".gitlab-ci.yml").write_text("test: {script: [pytest]}\n", encoding="utf-8")
    (root / "monoci.yaml").write_text("version: 1\n", encoding="utf-8")
    (root / "pyproject.toml").write_text('[project]\nname = "theirs"\nversion = "1"\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("hook", "path", "told"),
    [("monoci-check", "monoci.yaml", "unknown key `planted`"), ("monoci-lint", ".gitlab-ci.yml", "planted")],
)
def test_the_hooks_for_others_find_a_planted_problem(
    clone: PlatformClone, tmp_path: Path, hook: str, path: str, told: str
) -> None:
    root = tmp_path / "theirs"
    repository_of_others(root, clone.root)
    commit_all(root)
    result = pre_commit(root, "--all-files")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("Passed") == 2
    with (root / path).open("a", encoding="utf-8") as file:
        file.write("planted: 1\n")
    commit_all(root)
    result = pre_commit(root, "--all-files")
    assert result.returncode == 1
    assert f"- hook id: {hook}" in result.stdout
    assert told in result.stdout
