"""One state of a repository: every file, link and submodule with its mode and content id."""

import os
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from .paths import ROOT, parent


@dataclass(frozen=True)
class Entry:
    mode: str
    oid: str


class Tree:
    def __init__(self, entries: dict[str, Entry], blob: Callable[[str], bytes]) -> None:
        self.entries = entries
        self._blob = blob
        self._sorted = sorted(entries)
        self._names: dict[str, set[str]] = {ROOT: set()}
        for path in entries:
            self._add_to_parents(path)

    def _add_to_parents(self, path: str) -> None:
        while path != ROOT:
            above = parent(path)
            known = above in self._names
            self._names.setdefault(above, set()).add(path.rpartition("/")[2])
            if known:
                return
            path = above

    def kind(self, path: str) -> str | None:
        """Rule: "file", "link", "submodule", "directory", or None when nothing is there."""
        if path in self._names:
            return "directory"
        entry = self.entries.get(path)
        if entry is None:
            return None
        return {"120000": "link", "160000": "submodule"}.get(entry.mode, "file")

    def names(self, directory: str) -> list[str]:
        return sorted(self._names[directory])

    def at_or_below(self, path: str) -> list[str]:
        """Every entry that is `path` or lies below it."""
        if path == ROOT:
            return self._sorted
        if path in self.entries:
            return [path]
        first, last = bisect_left(self._sorted, path + "/"), bisect_left(self._sorted, path + "0")  # '0' follows '/'
        return self._sorted[first:last]

    def read(self, path: str) -> bytes:
        return self._blob(self.entries[path].oid)

    def link_text(self, path: str) -> str:
        return os.fsdecode(self.read(path))
