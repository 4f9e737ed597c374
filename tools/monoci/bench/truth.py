"""Which members of a uv workspace a step affects, by uv and git alone: what must be named, and what may be.

No part of monoci, of its reference or of Turborepo has a say here. A member *must* be named where

1. a tracked file in its directory differs (the nearest member above a file has it; the lock of the root is nobody's),
2. what uv installs for it differs: `uv export --frozen --package NAME --all-extras` with each of its own groups, with
   markers and hashes, without comments,
3. a file differs in a member or local directory that uv installs for it, or that `build-system.requires` names, and
   that file is more than a test, a page or hidden there,
4. or head alone has it.

It *may* be named, too, where nobody could say that this is wrong:

5. tests, pages or hidden files differ in what uv installs for it,
6. a configuration file above it differs that its tools read, or a table of the root's manifest that is neither
   packaging nor a list of dependencies, or what uv installs for one of the root's groups (test runners, type checkers).

So tests of a library count for its dependents or not, and tools of the root for its members or not: both are right.

The project at the root is not held against anything: for Turborepo the root depends on every member.
"""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from exports import Exports, State

UNSEEN_DIRECTORIES = {"tests", "test", "docs", "benchmarks"}  # at the top of a package
UNSEEN_SUFFIXES = (".md", ".rst")
READ_FROM_ABOVE = {
    *("conftest.py", "pytest.ini", ".pytest.ini", "tox.ini", "noxfile.py", "setup.cfg", "uv.toml", ".python-version"),
    *("ruff.toml", ".ruff.toml", "mypy.ini", ".mypy.ini", "pyrightconfig.json", "ty.toml"),
    *(".coveragerc", ".flake8", ".pylintrc"),
}
OF_ONE_PACKAGE = {"hatch", "setuptools", "pdm", "flit", "poetry"}
IN_EXPORTS = {"sources", "workspace", "dev-dependencies", "default-groups"}  # of `tool.uv`


@dataclass(frozen=True)
class Band:
    must: set[str]
    may: set[str]  # `must` included
    members: set[str]  # directories of head's members but the root: the ones that are compared
    changed: set[str]


class Truth:
    def __init__(self, exports: Exports) -> None:
        self.root = exports.root
        self.state = lru_cache(maxsize=4)(exports.read)

    def band(self, base: str, head: str) -> Band:
        """Where uv does not answer for one of the two, `exports.NoExportError`."""
        before, after = self.state(base), self.state(head)
        changed = {path for path, _ in before.tree.items() ^ after.tree.items()}
        counted = changed - {posixpath.join(self.root, "uv.lock")}
        places = _places(before) | _places(after)
        touched = {_owner(path, places) for path in counted}
        seen = {_owner(path, places) for path in counted if _is_seen(path, _owner(path, places))}
        members = set(after.installed) - {self.root}
        reached = {member: before.reached.get(member, set()) | after.reached[member] for member in members}
        must = {
            member
            for member in members
            if member in touched or before.installed.get(member) != after.installed[member] or reached[member] & seen
        }
        may = must | {member for member in members if reached[member] & touched}
        if _for_everybody(before) != _for_everybody(after):
            may |= members
        for path in counted:
            if posixpath.basename(path) in READ_FROM_ABOVE:
                may |= {member for member in members if _contains(posixpath.dirname(path), member)}
        return Band(must, may, members, changed)


def _places(state: State) -> set[str]:
    return set(state.installed).union(*state.reached.values())


def _contains(directory: str, path: str) -> bool:
    return directory in ("", path) or path.startswith(directory + "/")


def _owner(path: str, places: Iterable[str]) -> str | None:
    return max((place for place in places if _contains(place, path)), key=len, default=None)


def _is_seen(path: str, owner: str | None) -> bool:
    """By those who depend on the owner."""
    first, *rest = posixpath.relpath(path, owner or ".").split("/")
    if rest:
        return not first.startswith(".") and first not in UNSEEN_DIRECTORIES
    return not first.startswith(".") and not first.endswith(UNSEEN_SUFFIXES)


def _for_everybody(state: State) -> tuple[dict, dict]:
    tools = dict(state.manifest.get("tool", {}))
    uv = {key: value for key, value in tools.pop("uv", {}).items() if key not in IN_EXPORTS}
    return state.of_root_groups, {"uv": uv} | {name: tools[name] for name in tools.keys() - OF_ONE_PACKAGE}
