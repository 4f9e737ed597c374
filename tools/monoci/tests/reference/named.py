"""DESIGN 3.3: what the paths that files name mean in one tree."""

import tomllib
from collections.abc import Callable, Iterator
from functools import cache

from .globs import has_wildcard, matches, matches_at_or_above
from .installed import told_by_manifest
from .links import content_at, follow
from .naming import DIRECTORY, SETTINGS, TOOLS, Named, in_pyproject, reader_of
from .paths import ROOT, at_and_above, contains, join, parent, parts
from .state import State

MOST_STEPS = 1000
LOCKS = ("uv.lock",)
MANIFESTS = ("pyproject.toml", "dbt_project.yml")


class NamedFiles:
    def __init__(self, state: State, owners: Callable[[str], list[str]], ignored: Callable[[str, str], bool]) -> None:
        self.state, self.tree, self.owners, self.ignored = state, state.tree, owners, ignored
        self.read = cache(self._read)
        self.above = cache(self._above)
        self._files: dict[str, list[str]] = {}  # that name something, by project
        for path in self.tree.entries:
            for project in owners(path) if reader_of(path.rpartition("/")[2]) else ():
                if not ignored(project, path) and not told_by_manifest(state, project, path):
                    self._files.setdefault(project, []).append(path)

    def inside(self, project: str) -> set[str]:
        """What the project's own files name; what is its own is told by ownership."""
        found: set[str] = set()
        for file in self._files.get(project, ()):
            for named in self.read(file, reader_of(file.rpartition("/")[2])):
                found |= self._followed(
                    named, parent(file), (project, ROOT), lambda *each: self._content(project, *each)
                )
        for named in self._in_manifest(project):
            found |= self._followed(named, project, (project, ROOT), lambda *each: self._content(project, *each))
        return found

    def _above(self, directory: str) -> set[str]:
        """Settings concern all below; code and tests only where no project is: edges say who uses those."""
        found: set[str] = set()
        for named in self._in_manifest(directory):
            found |= self._followed(named, directory, (directory, ROOT), lambda *each: self._shared(directory, *each))
        for name, reader in TOOLS.items():
            for named in self.read(join(directory, name), reader):
                found |= self._followed(
                    named, directory, (directory, ROOT), lambda *each: self._shared(directory, *each)
                )
        return found

    def _in_manifest(self, directory: str) -> list[Named]:
        walk = follow(self.tree, join(directory, "pyproject.toml"))
        if walk.kind != "file":
            return []
        try:
            return in_pyproject(tomllib.loads(self.tree.read(walk.path).decode()))
        except ValueError:
            return []

    def _read(self, path: str, reader: Callable[[str, str], list[Named]]) -> list[Named]:
        walk = follow(self.tree, path)
        return reader(path, self.tree.read(walk.path).decode(errors="replace")) if walk.kind == "file" else []

    def _followed(
        self, start: Named, directory: str, contexts: tuple[str, ...], content: Callable[[Named, str], set[str]]
    ) -> set[str]:
        found: set[str] = set()
        known = set()
        waiting = [(start, directory, contexts, MOST_STEPS)]
        while waiting:
            named, here, seen_from, steps = waiting.pop()
            for place in _readings(named, here, seen_from):
                found |= content(named, parent(place) if named.use == DIRECTORY else place)
                if named.read is None or steps == 0 or has_wildcard(place):
                    continue
                further = seen_from
                if named.read_from:
                    context = join(here, named.read_from)
                    further = (context,) if context is not None else ()
                if (place, id(named.read.__code__), further) not in known:
                    known.add((place, id(named.read.__code__), further))
                    waiting += [(each, parent(place), further, steps - 1) for each in self.read(place, named.read)]
        return found

    def _counts_otherwise(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        return name in LOCKS or (parent(path) == ROOT and name in ("monoci.yaml", *MANIFESTS))

    def _content(self, project: str, named: Named, path: str) -> set[str]:
        if has_wildcard(path):
            return self._matching(path, project if named.use != SETTINGS else None)
        if contains(path, project) or self._counts_otherwise(path):
            return set()
        if named.installs and (project, path) in self.state.installed:
            return set()
        if _is_manifest_above(path, project):
            return set()
        return content_at(self.tree, path, project)

    def _shared(self, directory: str, named: Named, path: str) -> set[str]:
        place = _in_front(path) if has_wildcard(path) else path
        if contains(place, directory) or self._counts_otherwise(path) or _is_manifest_above(path, directory):
            return set()
        is_of_projects = bool(self.owners(place)) or any(contains(place, each) for each in self.state.projects)
        if named.use != SETTINGS and is_of_projects:
            return set()
        return self._matching(path, None) if has_wildcard(path) else content_at(self.tree, path, directory)

    def _matching(self, pattern: str, beside: str | None) -> set[str]:
        def is_meant(path: str) -> bool:
            if beside is None:
                return matches_at_or_above(pattern, path)
            return any(not contains(each, beside) and matches(pattern, each) for each in at_and_above(path)[:-1])

        try:
            found = {path for path in self.tree.entries if is_meant(path)}
        except ValueError:
            return set()
        return found


def _is_manifest_above(path: str, directory: str) -> bool:
    """It counts by its tables, whoever names it."""
    return contains(parent(path), directory) and path.rpartition("/")[2] == "pyproject.toml"


def _readings(named: Named, directory: str, contexts: tuple[str, ...]) -> Iterator[str]:
    seen_from = set(contexts) if named.from_context else {directory}
    if named.from_root:
        seen_from.add(ROOT)
    for each in sorted(seen_from):
        place = join(each, named.text)
        if place is not None and (place != ROOT or named.installs):
            yield place


def _in_front(pattern: str) -> str:
    front = []
    for part in parts(pattern):
        if has_wildcard(part):
            break
        front.append(part)
    return "/".join(front) or ROOT
