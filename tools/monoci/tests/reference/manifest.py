"""pyproject.toml as the rules see it (facts/uv.md sections 1 to 3)."""

import tomllib
from dataclasses import dataclass, field

from .names import Requirement, normalise, package_name, requirement

PACKAGE = "package"

# Issue 3, item 3: the tables whose `../` strings are inputs.
PACKAGING_TABLES = (
    ("project", "readme"),
    ("project", "license"),
    ("project", "license-files"),
    ("tool", "hatch"),
    ("tool", "setuptools"),
    ("tool", "uv", "cache-keys"),
    ("tool", "uv", "build-backend"),
    ("tool", "pdm"),
    ("tool", "poetry"),
    ("tool", "flit"),
    ("tool", "maturin"),
    ("tool", "scikit-build"),
)


class BrokenError(ValueError):
    """The manifest has a syntax error."""


@dataclass
class Manifest:
    name: str | None = None
    is_project: bool = False
    managed: bool = True
    members: list[str] | None = None  # None when this is no workspace root
    exclude: list[str] = field(default_factory=list)
    requirements: list[tuple[str, Requirement]] = field(default_factory=list)  # (node, requirement)
    sources: dict[str, list[dict]] = field(default_factory=dict)
    dynamic: frozenset[str] = frozenset()
    needs_lock: bool = False
    parent_strings: list[str] = field(default_factory=list)
    settings: dict = field(default_factory=dict)

    @property
    def is_root(self) -> bool:
        """Rule: "A root is a pyproject.toml with a `[tool.uv.workspace]` table"; unmanaged roots are ignored (1.1,
        1.2)."""
        return self.members is not None and self.managed

    @property
    def names_directories(self) -> bool:
        """Whether a source or an `@ file:` URL says where in the repository something is."""
        near = any("path" in entry or "workspace" in entry for entries in self.sources.values() for entry in entries)
        return near or any(each.url and "file:" in each.url for _, each in self.requirements)

    @property
    def is_virtual_root(self) -> bool:
        return self.is_root and not self.is_project


def extra_node(name: str) -> str:
    return "extra:" + normalise(name)


def group_node(name: str) -> str:
    return "group:" + normalise(name)


def parse(content: bytes) -> Manifest:
    try:
        data = tomllib.loads(content.decode().removeprefix("\ufeff"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BrokenError(str(fault)) from None
    uv = _table(data, "tool", "uv")
    project = _table(data, "project")
    manifest = Manifest(
        name=package_name(project.get("name")),
        is_project=isinstance(data.get("project"), dict),
        managed=uv.get("managed") is not False,
        sources=_sources(uv),
        settings=_table(data, "tool", "monoci"),
    )
    if isinstance(uv.get("workspace"), dict):
        manifest.members = _strings(uv["workspace"].get("members"))
        manifest.exclude = _strings(uv["workspace"].get("exclude"))
    manifest.requirements = [*_static(project), *_groups(data, uv), *_build(data)]
    _add_dynamic(manifest, data, project)
    manifest.parent_strings = [text for table in PACKAGING_TABLES for text in _parent_strings(_value(data, *table))]
    return manifest


def _value(data: object, *keys: str) -> object:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _table(data: dict, *keys: str) -> dict:
    value = _value(data, *keys)
    return value if isinstance(value, dict) else {}


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _requirements(node: str, value: object) -> list[tuple[str, Requirement]]:
    return [(node, parsed) for text in _strings(value) if (parsed := requirement(text))]


def _static(table: dict) -> list[tuple[str, Requirement]]:
    """Rule: "A requirement of `dependencies` hangs on the package node, one of an extra on that extra's node" (3.2)."""
    found = _requirements(PACKAGE, table.get("dependencies"))
    for extra, value in _table(table, "optional-dependencies").items():
        found += _requirements(extra_node(extra), value)
    return found


def _build(data: dict) -> list[tuple[str, Requirement]]:
    return _requirements(PACKAGE, _value(data, "build-system", "requires"))


def _groups(data: dict, uv: dict) -> list[tuple[str, Requirement]]:
    """Rule: "`[dependency-groups].G` (`{include-group = "H"}` flattened)"; `dev-dependencies` join group `dev`."""
    groups = {normalise(name): value for name, value in _table(data, "dependency-groups").items()}
    found = [pair for name in groups for pair in _requirements(group_node(name), _flatten(groups, name, set()))]
    return found + _requirements(group_node("dev"), uv.get("dev-dependencies"))


def _flatten(groups: dict, name: str, entered: set[str]) -> list[str]:
    items = groups.get(name)
    if name in entered or not isinstance(items, list):
        return []
    found = []
    for item in items:
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict) and isinstance(item.get("include-group"), str):
            found += _flatten(groups, normalise(item["include-group"]), entered | {name})
    return found


def _sources(uv: dict) -> dict[str, list[dict]]:
    """Rule: "Value: one table or a list of tables." Keys are normalised."""
    found = {}
    for name, value in _table(uv, "sources").items():
        entries = value if isinstance(value, list) else [value]
        found[normalise(name)] = [entry for entry in entries if isinstance(entry, dict)]
    return found


def _add_dynamic(manifest: Manifest, data: dict, project: dict) -> None:
    """Rule: "Dynamic dependencies: the union of the two static tables and the project's entry in uv.lock" (3.2)."""
    fields = ("dependencies", "optional-dependencies")
    manifest.dynamic = frozenset(fields) & frozenset(_strings(project.get("dynamic")))
    tables = (
        _table(data, "tool", "hatch", "metadata", "hooks", "uv-dynamic-versioning"),
        _table(data, "tool", "setuptools_dynamic_dependencies"),
    )
    for table in tables:
        manifest.requirements += _static({key: table[key] for key in manifest.dynamic if key in table})
    manifest.needs_lock = any(all(key not in table for table in tables) for key in manifest.dynamic)


def locked_requirements(manifest: Manifest, entry: dict) -> list[tuple[str, Requirement]]:
    """What a project's entry in uv.lock says of its dynamic fields."""
    found = []
    if "dependencies" in manifest.dynamic:
        found += [(PACKAGE, each) for each in _locked(entry.get("dependencies"))]
    if "optional-dependencies" in manifest.dynamic:
        for extra, value in _table(entry, "optional-dependencies").items():
            found += [(extra_node(extra), each) for each in _locked(value)]
    return found


def _locked(value: object) -> list[Requirement]:
    entries = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    return [
        Requirement(normalise(entry["name"]), tuple(normalise(extra) for extra in _strings(entry.get("extra"))))
        for entry in entries
        if isinstance(entry.get("name"), str)
    ]


def _parent_strings(value: object) -> list[str]:
    """Every string with a `..` component, keys and values alike."""
    if isinstance(value, dict):
        return [text for pair in value.items() for item in pair for text in _parent_strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _parent_strings(item)]
    return [value] if isinstance(value, str) and ".." in value.split("/") else []
