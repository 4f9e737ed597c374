"""DESIGN 3.6: tables of a manifest above "compared as parsed values (comments, order and layout are nothing)"."""

import tomllib

from .manifest import value_at
from .tree import Tree

NOBODY, MEMBERS, BELOW = "nobody", "members", "below"


# "every other key of tool.uv the members": of those that uv takes from a workspace root. The rest are settings like
# those of a uv.toml, which uv looks for upwards from any project.
OF_WORKSPACES = {"build-backend", "build-constraint-dependencies", "conflicts", "constraint-dependencies"}
OF_WORKSPACES |= {"default-groups", "dependency-groups", "dev-dependencies", "environments", "exclude-dependencies"}
OF_WORKSPACES |= {"managed", "package", "override-dependencies", "required-environments"}


def differing_tables(base: Tree, head: Tree, path: str, is_locked: bool) -> set[str] | None:
    """Whom what differs concerns, "all" for any difference; None where the file counts as a whole."""
    if base.kind(path) != "file" or head.kind(path) != "file":
        return None
    try:
        before, after = (tomllib.loads(tree.read(path).decode()) for tree in (base, head))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    concerned = {"all"} if before != after else set()
    for keys in _parts(before) | _parts(after):
        one, other = value_at(before, *keys), value_at(after, *keys)
        if one != other:
            concerned.add(_concerned(keys, one, other, is_locked))
    return concerned


def _parts(document: dict) -> set[tuple[str, ...]]:
    """Each part that is compared for itself."""
    parts = {(key,) for key in document if key not in ("tool", "project")}
    parts |= {("project", key) for key in document.get("project", {})}
    tools = document.get("tool", {})
    parts |= {("tool", key) for key in tools if key != "uv"}
    uv = tools.get("uv", {})
    parts |= {("tool", "uv", key) for key in uv if key != "sources"}
    return parts | {("tool", "uv", "sources", name) for name in uv.get("sources", {})}


def _concerned(keys: tuple[str, ...], one: object, other: object, is_locked: bool) -> str:
    if keys == ("project", "requires-python"):  # "which versions": uv, ruff and black look at it from below
        return BELOW
    if keys[0] in ("project", "build-system", "dependency-groups"):
        return NOBODY  # "Packaging tables concern the package there; [dependency-groups] of a root its own nodes"
    if keys[:2] != ("tool", "uv"):
        return NOBODY if keys == ("tool", "monoci") else BELOW
    if keys == ("tool", "uv", "workspace"):
        return NOBODY  # "the edges and members that differ"
    if keys[2] == "sources":
        return MEMBERS if not is_locked and any(_is_elsewhere(each) for each in (one, other) if each) else NOBODY
    return MEMBERS if keys[2] in OF_WORKSPACES else BELOW


def _is_elsewhere(source: object) -> bool:
    entries = source if isinstance(source, list) else [source]
    return not all(isinstance(each, dict) and _is_edge(each) for each in entries)


def _is_edge(entry: dict) -> bool:
    path = entry.get("path")
    if path is None and "workspace" not in entry:
        return False
    archive = isinstance(path, str) and path.endswith((".whl", ".gz", ".tgz", ".zip", ".bz2", ".xz"))
    return not archive and not entry.keys() - {"workspace", "path", "editable"}
