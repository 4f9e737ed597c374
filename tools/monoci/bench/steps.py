"""The steps of a repository that change its lock, with Turborepo's configuration written into both sides of each.

It is written as its documentation says: a `turbo.json` with the flag for uv, and `[tool.turbo]` in the root's manifest.
As base and head have the same, no tool sees a change in it.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exports import below, git

SETTINGS = b'{"agentGuidance": false, "futureFlags": {"experimentalPythonWorkspaces": true}, "tasks": {}}\n'
NAME_OF_WORKSPACE = b'\n[tool.turbo]\nname = "the-whole-workspace"\n'
ALWAYS_THE_SAME = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "bench"), ("EMAIL", "bench@localhost"), ("DATE", "2026-01-01T00:00:00Z"))
}


@dataclass(frozen=True)
class Step:
    commit: str  # of the repository
    base: str  # its parent with Turborepo's configuration
    head: str  # itself with that, a child of `base`


class WorkTree:
    """A clone with Turborepo's configuration in every commit that is looked at."""

    def __init__(self, repository: Path, directory: Path) -> None:
        self.repository, self.directory = repository, directory
        if not directory.exists():
            directory.parent.mkdir(parents=True, exist_ok=True)
            git(Path(), "clone", "--quiet", "--shared", "--no-checkout", str(repository.resolve()), str(directory))
        self.root = self._root()

    def _root(self) -> str:
        """The directory of the lock that changes most often, of those that are still there."""
        listed = git(self.repository, "ls-tree", "-r", "--name-only", "HEAD").decode().splitlines()
        locks = [path for path in listed if Path(path).name == "uv.lock"]
        if not locks:
            raise SystemExit(f"turborepo: no uv.lock in {self.repository}")
        return posixpath.dirname(max(locks, key=lambda path: len(self._changes(path))))

    def _changes(self, lock: str) -> list[str]:
        return git(self.repository, "log", "--first-parent", "--format=%H", "HEAD", "--", lock).decode().split()

    def steps(self) -> Iterator[Step]:
        for commit in self._changes(below(self.root, "uv.lock")):
            parents = git(self.repository, "rev-list", "--parents", "-n1", commit).decode().split()[1:]
            if parents and self._has_manifest(parents[0]) and self._has_manifest(commit):
                base = self._configured(parents[0])
                yield Step(commit, base, self._configured(commit, "-p", base))

    def check_out(self, commit: str) -> None:
        git(self.directory, "checkout", "--quiet", "--force", "--detach", commit)
        git(self.directory, "clean", "--quiet", "-ffdx")

    def _has_manifest(self, commit: str) -> bool:
        return bool(git(self.repository, "ls-tree", commit, below(self.root, "pyproject.toml")))

    def _configured(self, commit: str, *parent: str) -> str:
        index = {"GIT_INDEX_FILE": str(self.directory.resolve() / ".git" / "bench-index"), **ALWAYS_THE_SAME}
        git(self.directory, "read-tree", commit, variables=index)
        manifest = below(self.root, "pyproject.toml")
        text = git(self.directory, "show", f"{commit}:{manifest}")
        for path, content in ((below(self.root, "turbo.json"), SETTINGS), (manifest, text + NAME_OF_WORKSPACE)):
            blob = git(self.directory, "hash-object", "-w", "--stdin", given=content).decode().strip()
            git(self.directory, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", variables=index)
        tree = git(self.directory, "write-tree", variables=index).decode().strip()
        return git(self.directory, "commit-tree", tree, *parent, "-m", commit, variables=index).decode().strip()
