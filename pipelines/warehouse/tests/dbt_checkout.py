"""A repository that holds this project, and the very scripts of its CI jobs, run on it."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

PROJECT = Path(__file__).parents[1]
REPOSITORY = PROJECT.parents[1]
HERE = "pipelines/warehouse"
JOBS = yaml.safe_load((REPOSITORY / "templates/ci/dbt.yml").read_text(encoding="utf-8"))
UV = """#!/bin/sh
# `uv run --isolated --project DIRECTORY COMMAND...` in the environment of the tests, or only said.
[ "$1 $2 $3" = "run --isolated --project" ] && [ "$(realpath "$4")" = "$PROJECT" ] || exit 99
shift 4
[ -z "$ONLY_SAY" ] || exec echo "would run: $*"
exec "$@"
"""


def clean_environment() -> dict[str, str]:
    """Ours, less what a CI server, git or dbt would read as words about this repository, and what makes every start of
    dbt compile it again."""
    theirs = re.compile(r"(CI|GITLAB|GIT|MONOCI|DBT)(_|$)|PYTHONDONTWRITEBYTECODE$")
    return {name: value for name, value in os.environ.items() if not theirs.match(name)}


@dataclass(frozen=True)
class Build:
    code: int
    made: set[str]  # seeds and models, not their tests
    log: str


class Checkout:
    """A clone of a repository, and what the job's runner would have there; `base` is what a change is compared with."""

    def __init__(self, root: Path, base: str = "") -> None:
        self.root = root
        self.project = root / HERE
        self.base = base

    @classmethod
    def create(cls, root: Path) -> "Checkout":
        """With the project as it is here, committed."""
        checkout = cls(root)
        checkout.project.mkdir(parents=True)
        checkout.git("init", "-q", "-b", "main")
        listing = checkout.git("-C", str(PROJECT), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        for name in filter(None, listing.split("\0")):
            if (PROJECT / name).is_file():  # a linked directory is none: dbt does not read it
                (checkout.project / name).parent.mkdir(parents=True, exist_ok=True)
                (checkout.project / name).write_bytes((PROJECT / name).read_bytes())
        checkout.base = checkout.commit()
        return checkout

    def shallow_clone(self, root: Path) -> "Checkout":
        self.git("clone", "-q", "--depth=1", self.root.as_uri(), str(root))
        return Checkout(root, self.base)

    def environment(self) -> dict[str, str]:
        settled = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "DBT_USE_COLORS": "false"}
        return clean_environment() | settled

    def git(self, *words: str) -> str:
        command = ["git", "-c", "user.name=Test", "-c", "user.email=test@warehouse.example", *words]
        done = subprocess.run(
            command, cwd=self.root, env=self.environment(), capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", "change")
        return self.git("rev-parse", "HEAD")

    def commit_without_project(self) -> str:
        """A commit on no branch."""
        self.git("rm", "-q", "--cached", "-r", HERE)
        return self.git("commit-tree", "-m", "without", self.git("write-tree"))

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.project / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (self.project / path).write_text(text.replace(old, new), encoding="utf-8")

    def replace_by_link(self, path: str, elsewhere: str) -> None:
        """Move a directory of the project to somewhere else in the repository, and link it from where it was."""
        (self.root / elsewhere).parent.mkdir(parents=True)
        (self.project / path).rename(self.root / elsewhere)
        target = os.path.relpath(self.root / elsewhere, (self.project / path).parent)
        (self.project / path).symlink_to(target, target_is_directory=True)

    def build(self, **variables: str) -> Build:
        """Commit, and run what the job `test` does before pytest."""
        self.commit()
        code, log = self.run(
            JOBS["test"]["script"][:1], {"MONOCI_BASE": self.base, "CI_DEFAULT_BRANCH": "main"} | variables
        )
        return Build(code, self._made(), log)

    def run(self, script: list[str], variables: dict[str, str]) -> tuple[int, str]:
        programs = self.root.parent / "programs"
        programs.mkdir(exist_ok=True)
        (programs / "uv").write_text(UV, encoding="utf-8")
        (programs / "uv").chmod(0o755)
        path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
        of_job = {"MONOCI_PROJECT": HERE, "MONOCI_SLUG": HERE.replace("/", "-"), "PROJECT": str(self.project)}
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(script)],
            cwd=self.root,
            env=self.environment() | of_job | {"PATH": path} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def _made(self) -> set[str]:
        file = self.project / "target/run_results.json"
        results = json.loads(file.read_text(encoding="utf-8"))["results"] if file.is_file() else []
        nodes = [result["unique_id"].split(".") for result in results if result["status"] == "success"]
        return {node[2] for node in nodes if node[0] in {"model", "seed"}}
