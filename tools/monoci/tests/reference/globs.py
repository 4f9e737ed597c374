"""The three pattern languages: uv's `members`, uv's `exclude`, and monoci's own (facts/uv.md section 1)."""

import re
from collections.abc import Iterator
from functools import cache

from .links import follow
from .paths import ROOT, at_and_above, join, parent
from .tree import Tree

ANY = frozenset("*?[")


class BadPatternError(ValueError):
    pass


def has_wildcard(text: str) -> bool:
    return not ANY.isdisjoint(text)


def normalise(pattern: str) -> list[str]:
    """Rule: "Before use the pattern is normalised lexically: `./`, `a/../b`, `//` and trailing slashes are removed"."""
    done: list[str] = []
    for part in pattern.split("/"):
        if part == ".." and done and done[-1] != "..":
            done.pop()
        elif part not in ("", "."):
            done.append(part)
    return done


def _one(pattern: str, any_character: str) -> str:
    """`*`, `?`, `[a-z]`, `[!a]` as a regular expression; no braces, no escapes (`[*]` is a literal `*`).

    "`**` must be a whole component and `***` is an error"."""
    made, at = "", 0
    while at < len(pattern):
        character = pattern[at]
        if pattern.startswith("**", at):
            if pattern[at - 1 : at] not in ("", "/") or pattern[at + 2 : at + 3] not in ("", "/"):
                raise BadPatternError(pattern)
            made, at = made + ("(?:.*/)?" if at + 2 < len(pattern) else ".*"), at + 3
        elif character == "*":
            made, at = made + any_character + "*", at + 1
        elif character == "?":
            made, at = made + any_character, at + 1
        elif character == "[":
            negated = pattern[at + 1 : at + 2] == "!"
            start = at + 1 + negated
            end = pattern.find("]", start + 1)
            if end < 0:
                raise BadPatternError(pattern)
            made += "[" + "^" * negated + _character_class(pattern[start:end]) + "]"
            at = end + 1
        else:
            made, at = made + re.escape(character), at + 1
    return made


def _character_class(text: str) -> str:
    made, at = "", 0
    while at < len(text):
        if text[at + 1 : at + 2] == "-" and at + 2 < len(text):
            first, last = text[at], text[at + 2]
            made += f"{re.escape(first)}-{re.escape(last)}" if first <= last else ""
            at += 3
        else:
            made, at = made + re.escape(text[at]), at + 1
    return made or "\0"


@cache
def _component(pattern: str) -> re.Pattern:
    return re.compile(_one(pattern, "."), re.DOTALL)


def member_directories(tree: Tree, root: str, pattern: str) -> set[str]:
    """Rule: "`glob()` walks the file system component by component": directories as the pattern spells them.

    "Names starting with `.` are matched. Symlinked directories are followed. `a/**` yields all directories below `a`,
    not `a`." A pattern that enters a submodule yields the gitlink.
    """
    components = normalise(pattern)
    if pattern.startswith("/") or not components:
        return set()
    for component in components:
        if component != "**" and has_wildcard(component):
            _component(component)  # a bad pattern matches nothing, also where the tree would not reach the bad part
    return set(_members(tree, root, components, ()))


def _members(tree: Tree, spelled: str, components: list[str], inside: tuple[str, ...]) -> Iterator[str]:
    walk = follow(tree, spelled)
    if walk.kind == "submodule":
        yield walk.path
    if walk.kind != "directory":
        return
    if not components:
        yield spelled
        return
    first, rest = components[0], components[1:]
    if first == "**":
        yield from _members_anywhere(tree, spelled, walk.path, components, inside)
    elif first == "..":
        if spelled != ROOT:
            yield from _members(tree, parent(spelled), rest, inside)
    elif not has_wildcard(first):
        yield from _members(tree, join(spelled, first), rest, inside)
    else:
        for name in tree.names(walk.path):
            if _is_text(name) and _component(first).fullmatch(name):
                yield from _members(tree, join(spelled, name), rest, inside)


def _members_anywhere(
    tree: Tree, spelled: str, real: str, components: list[str], inside: tuple[str, ...]
) -> Iterator[str]:
    rest = components[1:]
    if real in inside:
        return  # a link led back into a directory that this walk stands in
    if rest:
        yield from _members(tree, spelled, rest, inside)
    for name in tree.names(real):
        child = join(spelled, name)
        walk = follow(tree, child)
        if not rest and walk.kind == "directory" and walk.path not in (*inside, real):
            yield child
        yield from _members(tree, child, components, (*inside, real))


def _is_text(name: str) -> bool:
    """uv's globs never match a name that is not UTF-8."""
    return not any(0xDC80 <= ord(character) <= 0xDCFF for character in name)


@cache
def _whole(pattern: str) -> re.Pattern:
    return re.compile(_one("/".join(normalise(pattern)), "."), re.DOTALL)


def matches_whole(pattern: str, relative_path: str) -> bool:
    """Rule: "a whole-string match of the path relative to the root": here `*` and `?` do cross `/`."""
    return not pattern.startswith("/") and _whole(pattern).fullmatch(relative_path) is not None


@cache
def _monoci(pattern: str) -> re.Pattern:
    made = ("(?:[^/]+/)*" if component == "**" else _one(component, "[^/]") + "/" for component in normalise(pattern))
    return re.compile("".join(made), re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """monoci's own patterns: `*` and `?` stay within a component, `**` is any number of components."""
    return _monoci(pattern).fullmatch(path + "/") is not None


def matches_at_or_above(pattern: str, path: str) -> bool:
    """Rule: "a pattern that names a directory means what is in it"."""
    return any(matches(pattern, above) for above in at_and_above(path))
