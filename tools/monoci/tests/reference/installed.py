"""DESIGN 3.2: what programs that build and test install by its path is a dependency of the project that the program's
file belongs to, of a group that is called after the program: nobody else sees it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from .companions import is_list_of_manifest
from .config import Settings
from .edges import Edge, nodes_asked
from .globs import matches_at_or_above
from .links import follow
from .manifest import PACKAGE, group_node
from .naming import BESIDE, Named, in_pyproject, reader_of, requirements_list
from .paths import ROOT, at_and_above, contains, join, parent
from .tree import Tree

if TYPE_CHECKING:
    from .state import State

Meant = Callable[["State", str], tuple[str | None, str | None]]


def add_installed(state: State, meant: Meant) -> None:
    for project, directory, named in _said(state):
        waiting, known = [(directory, named)], set()
        while waiting:
            here, each = waiting.pop()
            for place in _places(each, here, project):
                if each.read is None:
                    _join(state, meant, project, place, each, named.tool)
                elif place not in known:
                    known.add(place)
                    text = _text(state.tree, place)
                    waiting += [
                        (parent(place), inner) for inner in (each.read(place, text) if text else ()) if inner.installs
                    ]


def _said(state: State) -> Iterator[tuple[str, str, Named]]:
    for project, manifest in state.projects.items():
        text = _text(state.tree, join(project, "pyproject.toml")) if manifest is not None else None
        try:
            named = in_pyproject(tomllib.loads(text)) if text else []
        except tomllib.TOMLDecodeError:
            named = []
        yield from ((project, project, each) for each in named if each.installs)
    for path in state.tree.entries:
        reader = reader_of(path.rpartition("/")[2])
        owner = next((each for each in at_and_above(path) if each in state.projects), None) if reader else None
        if owner is None or state.tree.kind(owner) == "submodule" or _ignored(state, owner, path):
            continue
        yield from (
            (owner, parent(path), each) for each in reader(path, _text(state.tree, path) or "") if each.installs
        )


def told_by_manifest(state: State, project: str, path: str) -> bool:
    below = parent(path).removeprefix(project if project != ROOT else "").strip("/")
    below = "" if parent(path) == project else below
    has_manifest = state.projects.get(project) is not None
    return (
        has_manifest
        and reader_of(path.rpartition("/")[2]) is requirements_list
        and is_list_of_manifest(path.rpartition("/")[2], below)
    )


def _ignored(state: State, project: str, path: str) -> bool:
    own = state.settings.get(project, Settings()).ignore
    inside = path.removeprefix("" if project == ROOT else project + "/")
    return any(matches_at_or_above(glob, path) for glob in [*state.config.ignore, *own]) or any(
        matches_at_or_above(glob, inside) for glob in own
    )


def _text(tree: Tree, path: str | None) -> str | None:
    walk = follow(tree, path) if path is not None else None
    return tree.read(walk.path).decode(errors="replace") if walk is not None and walk.kind == "file" else None


def _places(named: Named, directory: str, project: str) -> list[str]:
    seen_from = {project, ROOT} if named.from_context else {directory}
    places = [join(each, named.text) for each in sorted(seen_from)]
    return [place for place in places if place is not None]


def _join(state: State, meant: Meant, project: str, place: str, named: Named, tool: str) -> None:
    if named.installs == BESIDE and contains(place, project):
        return
    _, target = meant(state, place)
    if target not in state.projects or target == project:
        return
    if target == place:
        state.installed.add((project, place))
    node = group_node(tool) if tool else PACKAGE  # whoever installs the project installs that, too
    state.edges |= {Edge((project, node), asked) for asked in nodes_asked(target, named.extras)}
