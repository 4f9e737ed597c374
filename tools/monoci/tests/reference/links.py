"""DESIGN 3.3: where links lead, and what they bring in."""

from collections.abc import Iterator
from dataclasses import dataclass

from .paths import ROOT, contains, parts
from .tree import Tree

MOST_LINKS = 40  # as Linux does: a longer chain is a loop


@dataclass(frozen=True)
class Walk:
    """The end of a path with all links followed. `kind` is None when there is no end inside the repository."""

    kind: str | None
    path: str | None
    links: tuple[str, ...]


def follow(tree: Tree, start: str) -> Walk:
    """Walks a path as the operating system would. "Inside a submodule everything resolves to the gitlink" (3.1)."""
    ahead, here, links = parts(start)[::-1], [], []
    while ahead:
        name = ahead.pop()
        if name == "..":
            if not here:
                return Walk(None, None, tuple(links))  # escapes the repository
            here.pop()
            continue
        path = "/".join([*here, name])
        kind = tree.kind(path)
        if kind == "submodule":
            return Walk("submodule", path, tuple(links))
        if kind == "link":
            links.append(path)
            text = tree.link_text(path)
            if text.startswith("/") or len(links) > MOST_LINKS:
                return Walk(None, None, tuple(links))
            ahead += parts(text)[::-1]
        elif kind is None or (kind == "file" and ahead):
            return Walk(None, None, tuple(links))
        else:
            here.append(name)
    end = "/".join(here) or ROOT
    return Walk(tree.kind(end), end, tuple(links))


def content_at(tree: Tree, start: str, holder: str) -> set[str]:
    """Everything that `start` brings in for `holder`, the link itself or the project that names `start`.

    "Whatever lies at or below its target is an input of the project that holds the link, and so is every link followed
    on the way (also where the end dangles) and what links found below the target point to. [...] A target that
    contains the link is no input."
    """
    found: set[str] = set()
    for walk in _walks(tree, start, holder, set()):
        found.update(walk.links)
        if walk.kind is not None:
            found.update(tree.at_or_below(walk.path))
    return found


def _walks(tree: Tree, start: str, holder: str, followed: set[str]) -> Iterator[Walk]:
    walk = follow(tree, start)
    if walk.kind is not None and contains(walk.path, holder):
        yield Walk(None, None, walk.links)
        return
    yield walk
    for path in tree.at_or_below(walk.path) if walk.kind is not None else ():
        if tree.kind(path) == "link" and path not in followed:
            followed.add(path)
            yield from _walks(tree, path, path, followed)
