"""DESIGN 3.6: a project's own slice of the lock is "the closure in the lock [...]: package ids (name, version, source),
their hashes, the edges that lead there; all forks kept, markers compared as text"."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field

from .discovery import local_path
from .locked import entries, meant_by, name_of
from .names import normalise
from .paths import join
from .tree import Tree

Fact = tuple


@dataclass
class Slice:
    """What can be reached: packages with the hashes of their archives, and who asks for what."""

    archives: dict[Fact, frozenset[str]] = field(default_factory=dict)
    asked: set[Fact] = field(default_factory=set)

    def differs_at(self, head: "Slice", extra_wheels: str) -> bool:
        if self.asked != head.asked or self.archives.keys() != head.archives.keys():
            return True
        if extra_wheels == "ignore":
            return any(not hashes <= head.archives[package] for package, hashes in self.archives.items())
        return self.archives != head.archives


class Slices:
    """The slices of one lock; `readable` is False where it says nothing."""

    def __init__(self, tree: Tree, path: str) -> None:
        try:
            document = tomllib.loads(tree.read(path).decode())
        except (UnicodeDecodeError, tomllib.TOMLDecodeError):
            document = {}
        self.readable = document.get("version") == 1
        packages = document.get("package", [])
        self._packages = [each for each in packages if "name" in each] if isinstance(packages, list) else []
        self._groups = document.get("manifest", {}).get("dependency-groups", {})
        self._by_name: dict[str, list[int]] = {}
        for number, package in enumerate(self._packages):
            self._by_name.setdefault(name_of(package), []).append(number)

    def of_projects(self, root: str) -> dict[str, Slice]:
        found: dict[str, Slice] = {}
        for package in self._packages:
            path = local_path(package)
            directory = join(root, path) if path is not None else None
            if directory is not None:
                tables = [("start", key, asked) for key, asked in _tables(package).items()]
                slice_ = found.setdefault(directory, Slice())
                slice_.asked.add(("entry", _id(package)))
                self._follow(tables, slice_)
        return found

    def of_root_groups(self, root: str, installed: "str | Iterable[str]") -> Slice:
        at_root = [each for each in self._packages if (p := local_path(each)) is not None and join(root, p) == root]
        groups = [*self._groups.items()]
        for package in at_root:
            groups += package.get("dev-dependencies", {}).items()
        names = None if installed == "all" else {normalise(name) for name in installed}
        slice_ = Slice()
        chosen = [(name, asked) for name, asked in groups if names is None or normalise(name) in names]
        self._follow([("start", ("group", normalise(name)), asked) for name, asked in chosen], slice_)
        return slice_

    def _follow(self, tables: list[tuple], slice_: Slice) -> None:
        seen: set[tuple] = set()
        todo = list(tables)
        while todo:
            owner, key, asked = todo.pop()
            if (owner, key) in seen and owner != "start":
                continue
            seen.add((owner, key))
            for entry in entries(asked):
                extras = tuple(sorted(normalise(each) for each in entry.get("extra", entry.get("extras", []))))
                meant = [self._packages[number] for number in meant_by(entry, self._packages, self._by_name)]
                slice_.asked.add((owner, key, tuple(sorted(map(_id, meant))), extras, entry.get("marker", "")))
                for package in meant:
                    slice_.archives[_id(package)] = _archives(package)
                    mine = _tables(package)
                    for wanted in (("package", ""), *(("extra", each) for each in extras)):
                        if wanted in mine:
                            todo.append((_id(package), wanted, mine[wanted]))


def _id(package: dict) -> Fact:
    """facts/uv.md 4: the version of a local package is noise, and so is what led to a commit of git."""
    version = "" if local_path(package) is not None else str(package.get("version", ""))
    source = package.get("source", {})
    if isinstance(source, dict) and "git" in source:
        url, mark, commit = str(source["git"]).partition("#")
        place, _, query = url.partition("?")
        kept = [pair for pair in query.split("&") if pair and not re.match("(branch|tag|rev)=", pair)]
        source = {**source, "git": (place, kept, commit) if mark else url}
    return name_of(package), version, source if isinstance(source, str) else str(sorted(source.items()))


def _tables(package: dict) -> dict[tuple[str, str], object]:
    tables = {("package", ""): package.get("dependencies")} if package.get("dependencies") else {}
    for kind, key in (("extra", "optional-dependencies"), ("group", "dev-dependencies")):
        tables |= {(kind, normalise(name)): asked for name, asked in package.get(key, {}).items() if asked}
    return tables


def _archives(package: dict) -> frozenset[str]:
    archives = [*([package["sdist"]] if "sdist" in package else []), *package.get("wheels", [])]
    return frozenset(mark for mark in map(_mark, archives) if mark)


def _mark(archive: dict) -> str:
    return next((str(archive[key]) for key in ("hash", "url", "path", "filename") if key in archive), "")
