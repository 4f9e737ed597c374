"""A clone of this repository to change, and the child pipeline that monoci writes for the change."""

import shutil
from pathlib import Path
from typing import Any

from child_checks import check_text
from local_run import PipelineRun, run_pipeline
from programs import MONOCI, REPOSITORY, commit_all, run

CHILD = "monoci-child.yml"
STAND_IN_FOR_DEV = """#!/bin/sh
# Instead of a build, the monoci under test; instead of tests, nothing.
[ "$1" != build ] || { mkdir -p "build/$2" && ln -s '%s' "build/$2/monoci"; }
"""


class PlatformClone:
    def __init__(self, root: Path) -> None:
        self.root = root
        run(root.parent, "git", "clone", "-q", REPOSITORY, root)
        run(root, "git", "remote", "set-url", "origin", "https://gitlab.example/data/platform.git")
        self._lay_over_work_tree()
        commit_all(self.root)

    def _lay_over_work_tree(self) -> None:
        """The templates and projects under test are those that one is working on, committed or not."""
        listing = run(REPOSITORY, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        for name in filter(None, listing.split("\0")):
            source, target = REPOSITORY / name, self.root / name
            target.unlink(missing_ok=True)
            if source.is_symlink() or source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target, follow_symlinks=False)

    def replace(self, path: str, old: str, new: str) -> None:
        """Commit one edit."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {text.count(old)} times: {old}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        commit_all(self.root)

    def append(self, path: str, text: str) -> None:
        """Commit some text more at the end of a file, which may be new."""
        with (self.root / path).open("a", encoding="utf-8") as file:
            file.write(text)
        commit_all(self.root)

    def child(self) -> dict[str, Any]:
        """The child pipeline for the last commit."""
        return self._child("--base", "HEAD~1", "--exact-base")

    def child_of(self, *projects: str) -> dict[str, Any]:
        """The one for these projects, whatever the last commit reaches."""
        return self._child("--only", *projects)

    def _child(self, *options: str) -> dict[str, Any]:
        run(self.root, MONOCI, "generate", "--output", CHILD, *options)
        return check_text((self.root / CHILD).read_text(encoding="utf-8"))

    def run_child(self, *options: str) -> PipelineRun:
        return run_pipeline(self.root, CHILD, *options)

    def stand_in(self) -> None:
        """Commit a `dev` that builds nothing, and put a `uv` that does nothing where jobs find it first. There is no
        GitLab to ask for the last green pipeline: the push before is the base."""
        self.replace(".gitlab-ci.yml", "      version: bookworm\n", '      version: bookworm\n      base: ""\n')
        (self.root / "dev").write_text(STAND_IN_FOR_DEV % Path(MONOCI).absolute(), encoding="utf-8")
        commit_all(self.root)
        programs = self.root.parent / "programs"
        programs.mkdir()
        for name in ("apt-get", "uv"):
            (programs / name).write_text("#!/bin/sh\n", encoding="utf-8")
            (programs / name).chmod(0o755)

    def run_parent(self) -> PipelineRun:
        """The parent with its child, as in a push of the last commit to the default branch."""
        before = run(self.root, "git", "rev-parse", "HEAD~1").strip()
        words = {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": before}
        options = [word for name, value in words.items() for word in ("--variable", f"{name}={value}")]
        return run_pipeline(self.root, ".gitlab-ci.yml", *options, programs=self.root.parent / "programs")
