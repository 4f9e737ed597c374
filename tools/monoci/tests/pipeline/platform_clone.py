"""A clone of this repository to change, and the child pipeline that monoci writes for the change."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[4]
CHILD = "monoci-child.yml"


@dataclass(frozen=True)
class PipelineRun:
    """What gitlab-ci-local said at its end: its exit code, and PASS, FAIL or WARN of each job that ran."""

    code: int
    jobs: dict[str, str]
    log: str


def environment() -> dict[str, str]:
    """Ours, less what a CI server or git would read as words about this repository."""
    kept = {key: value for key, value in os.environ.items() if not re.match(r"(CI|GITLAB|GIT|MONOCI)(_|$)", key)}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def run(directory: Path, *command: str | Path) -> str:
    done = subprocess.run(command, cwd=directory, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


class PlatformClone:
    def __init__(self, root: Path) -> None:
        self.root = root
        run(root.parent, "git", "clone", "-q", REPOSITORY, root)
        run(root, "git", "remote", "set-url", "origin", "https://gitlab.example/data/platform.git")
        self._lay_over_work_tree()
        self.commit()

    def _lay_over_work_tree(self) -> None:
        """The templates and projects under test are those that one is working on, committed or not."""
        listing = run(REPOSITORY, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        for name in filter(None, listing.split("\0")):
            source, target = REPOSITORY / name, self.root / name
            target.unlink(missing_ok=True)
            if source.is_symlink() or source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target, follow_symlinks=False)

    def commit(self) -> None:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@monoci.example")
        run(self.root, "git", "add", "--all")
        run(self.root, "git", *identity, "commit", "-q", "--allow-empty", "-m", "change")

    def replace(self, path: str, old: str, new: str) -> None:
        """Commit one edit."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {text.count(old)} times: {old}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        self.commit()

    def child(self) -> dict[str, Any]:
        """The child pipeline for the last commit."""
        program = os.environ.get("MONOCI_PROGRAM", str(REPOSITORY / "build/dev/monoci"))
        run(self.root, program, "generate", "--base", "HEAD~1", "--exact-base", "--output", CHILD)
        document: dict[str, Any] = yaml.safe_load((self.root / CHILD).read_text(encoding="utf-8"))
        return document

    def run_child(self) -> PipelineRun:
        """Run it for real. The child itself is run: of a failed child of a parent gitlab-ci-local says nothing."""
        options = ["--force-shell-executor", "--shell-isolation", "--color=false"]
        command = ["gitlab-ci-local", "--file", CHILD, "--home", str(self.root.parent / "home"), *options]
        done = subprocess.run(  # `timeout`, because gitlab-ci-local ignores SIGTERM where needs form a cycle
            ["timeout", "-k", "5", "300", *command],
            cwd=self.root,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        results = re.findall(r"^ (PASS|FAIL|WARN)  (\S.*?) *$", done.stdout, re.MULTILINE)
        return PipelineRun(done.returncode, {name: result for result, name in results}, done.stdout)
