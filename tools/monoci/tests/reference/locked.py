"""DESIGN 3.2: "Edges that only the lock knows: where a third-party package of the project's closure requires a member
again (a plug-in from an index that needs the core), the project depends on that member, from the node that asked." """

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .manifest import PACKAGE, extra_node, group_node
from .names import normalise

Way = tuple[str, str, str, tuple[str, ...]]  # project and node that asked, project required, extras asked of it


@dataclass(frozen=True)
class Place:
    """What a package of the lock is."""

    project: str | None  # None: third-party, or a local package that is no project
    is_member: bool  # of the workspace that the lock is of
    is_hidden: bool  # no manifest says what it requires


def locked_ways(packages: list[dict], place_of: Callable[[dict], Place]) -> set[Way]:
    """From each table of each member (a member that is met has ways of its own), and of a project without manifest."""
    places = [place_of(package) for package in packages]
    by_name: dict[str, list[int]] = {}
    for number, package in enumerate(packages):
        by_name.setdefault(name_of(package), []).append(number)
    ways = set()

    def follow(start: tuple[str, str], asked: object, hidden: bool) -> Iterator[tuple[int, str | None, bool]]:
        for entry in entries(asked):
            extras = tuple(normalise(extra) for extra in entry.get("extra", []))
            for number in meant_by(entry, packages, by_name):
                place = places[number]
                if place.project is not None and hidden:
                    ways.add((*start, place.project, extras))
                if not place.is_member:
                    yield from ((number, extra, hidden or place.is_hidden) for extra in (None, *extras))

    for package, place in zip(packages, places, strict=True):
        if place.project is not None and (place.is_member or place.is_hidden):
            for node, asked in _nodes(package):
                start, seen = (place.project, node), set()
                todo = list(follow(start, asked, place.is_hidden))
                while todo:
                    step = todo.pop()
                    if step not in seen:
                        seen.add(step)
                        number, extra, hidden = step
                        todo += follow(start, _table(packages[number], extra), hidden)
    return ways


def meant_by(entry: dict, packages: list[dict], by_name: dict[str, list[int]]) -> list[int]:
    """facts/uv.md 4: "version and source appear only if the name is ambiguous in this lock"; all forks are kept."""
    named = by_name.get(name_of(entry), [])
    said = {key: entry[key] for key in ("version", "source") if key in entry}
    fitting = [each for each in named if all(packages[each].get(key) == value for key, value in said.items())]
    return fitting or named


def _nodes(package: dict) -> Iterator[tuple[str, object]]:
    yield PACKAGE, package.get("dependencies")
    for extra, asked in package.get("optional-dependencies", {}).items():
        yield extra_node(extra), asked
    for group, asked in package.get("dev-dependencies", {}).items():
        yield group_node(group), asked


def _table(package: dict, extra: str | None) -> object:
    if extra is None:
        return package.get("dependencies")
    tables = package.get("optional-dependencies", {})
    return next((asked for name, asked in tables.items() if normalise(name) == extra), None)


def entries(asked: object) -> list[dict]:
    return [entry for entry in asked if isinstance(entry, dict) and "name" in entry] if isinstance(asked, list) else []


def name_of(entry: dict) -> str:
    return normalise(str(entry.get("name")))
