"""`monoci new` asks a person for what is missing, and nobody else."""

from pathlib import Path

import pytest
from programs import MONOCI, commit_all, run
from terminal import at_terminal

SCAFFOLD = """version: 1
summary: Things
kind: lib
directory: libs
variables:
  team: { pattern: "[a-z]+", help: Who looks after it }
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    template = root / "templates/new/thing"
    template.mkdir(parents=True)
    (root / "pyproject.toml").write_text('[tool.uv.workspace]\nmembers = ["libs/*"]\n')
    (template / "scaffold.yml").write_text(SCAFFOLD)
    (template / "pyproject.toml").write_text('[project]\nname = "$[[ name ]]"\nversion = "1"\n')
    (template / "OWNER").write_text("$[[ team ]]\n")
    run(tmp_path, "git", "init", "-q", "-b", "main", root)
    commit_all(root)
    return root


def status(root: Path) -> str:
    return run(root, "git", "status", "--porcelain", "--untracked-files=all")


def test_asks_again_until_the_answers_are_good(repository: Path) -> None:
    typed = ["class\n", "good-name\n", "BAD\n", "\n", "data\n"]
    session = at_terminal(repository, [MONOCI, "new", "thing"], typed)
    assert session.exit_code == 0, session.screen
    for said in (
        "Name of the new thing:",
        "a word of Python",
        "team (Who looks after it):",
        "must match",
        "not be empty",
    ):
        assert said in session.screen
    assert (repository / "libs/good-name/OWNER").read_text() == "data\n"


@pytest.mark.parametrize("last", ["\x04", "\x03"])
def test_the_end_of_the_input_and_ctrl_c_leave_no_trace(repository: Path, last: str) -> None:
    session = at_terminal(repository, [MONOCI, "new", "thing"], ["good-name\n", last])
    assert session.exit_code != 0
    assert status(repository) == ""


def test_asks_nothing_when_told_not_to(repository: Path) -> None:
    session = at_terminal(repository, [MONOCI, "new", "thing", "good-name", "--no-input"], [])
    assert session.exit_code == 1
    assert "`team` has no default" in session.screen
    assert status(repository) == ""


def test_asks_nothing_when_all_is_said(repository: Path) -> None:
    session = at_terminal(repository, [MONOCI, "new", "thing", "good-name", "--set", "team=data"], [])
    assert session.exit_code == 0, session.screen
    assert "Name of" not in session.screen
