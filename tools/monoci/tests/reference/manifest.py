"""pyproject.toml as the rules see it (facts/uv.md sections 1 to 3)."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

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
    other_paths: list[tuple] = field(default_factory=list)  # (node, path[, extras]) of other tools' tables
    of_members: list[tuple[str, Requirement, str | None]] = field(default_factory=list)  # None: of each of them
    lists: list[str] = field(default_factory=list)  # of requirements, for what is dynamic
    said_of_others: dict[str, list[Requirement]] = field(default_factory=dict)  # what packages from elsewhere require
    member_paths: list[str] = field(default_factory=list)
    default_groups: "str | list[str]" = field(default_factory=list)  # of a root
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
    manifest.other_paths = [*_poetry(data), *_pdm(data), *hatch_paths(_table(data, "tool", "hatch", "envs"))]
    manifest.other_paths += pixi_paths(_table(data, "tool", "pixi"))
    _add_of_members(manifest, uv)
    dynamic = _table(data, "tool", "setuptools", "dynamic")
    for said in [dynamic.get("dependencies"), *_table(dynamic, "optional-dependencies").values()]:
        files = said.get("file") if isinstance(said, dict) else None
        named = [files] if isinstance(files, str) else _strings(files)
        manifest.lists += [each for each in named if not each.startswith("/")]
    for entry in uv.get("dependency-metadata", []):
        if isinstance(entry, dict) and isinstance(entry.get("name"), str) and "requires-dist" in entry:
            said = manifest.said_of_others.setdefault(normalise(entry["name"]), [])
            said += [each for _, each in _requirements(PACKAGE, entry["requires-dist"])]
    manifest.member_paths = list(_places_of_packages(uv))
    manifest.parent_strings = [text for table in PACKAGING_TABLES for text in _parent_strings(value_at(data, *table))]
    manifest.parent_strings += [each for each in manifest.lists if ".." in each]
    return manifest


def value_at(data: object, *keys: str) -> object:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _table(data: dict, *keys: str) -> dict:
    value = value_at(data, *keys)
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
    return _requirements(PACKAGE, value_at(data, "build-system", "requires"))


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


def _add_of_members(manifest: Manifest, uv: dict) -> None:
    """Rule: "`tool.uv.extra-build-dependencies` and `build-constraint-dependencies` count like [builds]"; a virtual
    root's default groups are installed for each member. A project that stands alone has them for itself."""
    builds: list[tuple[str, Requirement, str | None]] = []
    for built, entries in _table(uv, "extra-build-dependencies").items():
        for entry in entries if isinstance(entries, list) else []:
            text = entry.get("requirement") if isinstance(entry, dict) else entry
            if parsed := requirement(text):
                builds.append((PACKAGE, parsed, normalise(built)))
    builds += [(*pair, None) for pair in _requirements(PACKAGE, uv.get("build-constraint-dependencies"))]
    if manifest.members is None:
        manifest.requirements += [(node, asked) for node, asked, _ in builds]
        return
    manifest.of_members = builds
    said = uv.get("default-groups", ["dev"])
    manifest.default_groups = said if said == "all" else _strings(said)
    if not manifest.is_project:
        for node, asked in manifest.requirements:
            if node.startswith("group:") and (said == "all" or node in map(group_node, _strings(said))):
                manifest.of_members.append((node, asked, None))


def _places_of_packages(uv: dict) -> Iterator[str]:
    """Directories and pages in which uv looks for packages, and indexes that are such."""
    values = [uv.get("find-links"), _table(uv, "pip").get("find-links"), uv.get("index-url"), uv.get("extra-index-url")]
    values += [index.get("url") for index in uv.get("index", []) if isinstance(index, dict)]
    for value in values:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text and not text.startswith("/") and "://" not in text:
                yield text.removeprefix("file:")


def _tables_with_paths(node: str, dependencies: object) -> list[tuple]:
    """`lib = { path = "../lib" }`, or a list of such tables."""
    found = []
    for value in dependencies.values() if isinstance(dependencies, dict) else []:
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict) and "git" not in entry:
                extras = tuple(normalise(extra) for extra in _strings(entry.get("extras")))
                found += [(node, entry[key], extras) for key in ("path", "file") if isinstance(entry.get(key), str)]
    return found


def _poetry(data: dict) -> list[tuple]:
    poetry = _table(data, "tool", "poetry")
    found = _tables_with_paths(PACKAGE, poetry.get("dependencies"))
    found += _tables_with_paths(group_node("dev"), poetry.get("dev-dependencies"))
    for name, group in _table(poetry, "group").items():
        found += _tables_with_paths(group_node(name), group.get("dependencies") if isinstance(group, dict) else None)
    return found


def _pdm(data: dict) -> list[tuple]:
    groups = _table(data, "tool", "pdm", "dev-dependencies")
    return [pair for name, group in groups.items() for pair in _texts_with_paths(group_node(name), group)]


def hatch_paths(environments: dict) -> list[tuple]:
    return [pair for name, value in environments.items() for pair in _texts_with_paths(group_node(name), value)]


def _texts_with_paths(node: str, value: object) -> list[tuple]:
    """`name @ URL` and `-e URL`, wherever they stand."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [pair for item in value for pair in _texts_with_paths(node, item)]
    if not isinstance(value, str):
        return []
    text = re.sub(r"^(-e|--editable) ", "", value)
    parsed = requirement(text)
    path = file_url_path(parsed.url if parsed and parsed.url else text)
    return [(node, path, parsed.extras if parsed and parsed.url else ())] if path is not None else []


def pixi_paths(pixi: dict, node: str = PACKAGE, is_top: bool = True) -> list[tuple]:
    found = []
    for key, value in pixi.items():
        if key.endswith("dependencies"):
            found += _tables_with_paths(node, value)
        elif key == "feature" and is_top and isinstance(value, dict):
            for name, feature in value.items():
                found += pixi_paths(feature, group_node(name), False) if isinstance(feature, dict) else []
        elif isinstance(value, dict):
            found += pixi_paths(value, node, False)
    return found


PROJECT_DIRECTORY = ("file:///${PROJECT_ROOT}", "file://${PROJECT_ROOT}")


def file_url_path(url: str) -> str | None:
    """The path of an `@ file:` URL relative to the project, or None when it leads elsewhere."""
    path = unquote(url.partition("#")[0], errors="surrogateescape")
    if hatch := re.match(r"(?:file:/*)?\{root((?::parent)*)(?::uri)?\}", path):
        return "../" * hatch[1].count(":parent") + (path[hatch.end() :].lstrip("/") or ".")
    for start in PROJECT_DIRECTORY:
        if path.startswith(start):
            return path.removeprefix(start).lstrip("/") or "."
    return path.removeprefix("file:") if path.startswith("file:") and not path.startswith("file:/") else None


def _parent_strings(value: object) -> list[str]:
    """Every string with a `..` component, keys and values alike. Dependencies are requirements."""
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if not key.endswith("dependencies")}
        return [text for pair in value.items() for item in pair for text in _parent_strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _parent_strings(item)]
    return [value] if isinstance(value, str) and ".." in value.split("/") else []
