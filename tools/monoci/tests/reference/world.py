"""A made-up monorepo as a value, and the files it stands for."""

import json
import os
import posixpath
from dataclasses import dataclass, field

from .links import follow
from .names import normalise
from .paths import join, parts
from .tree import Entry, Tree

FILE, PROGRAM, LINK, SUBMODULE = "100644", "100755", "120000", "160000"


@dataclass
class Member:
    """One project with a pyproject.toml. Nodes are "package", "extra:X", "group:G", "build" and "dev"."""

    name: str | None
    requires: dict[str, list] = field(default_factory=dict)  # node -> requirement texts or {"include-group": ...}
    sources: dict[str, object] = field(default_factory=dict)
    dynamic: str | None = None  # "hatch", "setuptools" or "lock": where the dependencies really stand
    tables: dict[str, object] = field(default_factory=dict)  # "project.readme" and the like
    broken: bool = False
    back_end: str | None = None


@dataclass
class UvWorkspace:
    members: list[str]
    exclude: list[str]
    sources: dict[str, object]
    package: Member | None  # None: a virtual root
    managed: bool = True
    lock: int | None = 0  # counts the changes of uv.lock; None: there is none
    lock_broken: bool = False
    tables: dict[str, dict] = field(default_factory=dict)  # others than those of the package and the workspace


@dataclass
class Dbt:
    """A dbt_project.yml and the packages.yml or dependencies.yml beside it."""

    name: str
    local: list[str] = field(default_factory=list)
    packages_file: str = "packages.yml"
    paths: dict[str, list[str]] = field(default_factory=dict)  # "macro-paths" and the like


@dataclass
class World:
    workspaces: dict[str, UvWorkspace] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    plugins: dict[str, list[str]] = field(default_factory=dict)  # of an index: name -> what it requires, as text
    files: dict[str, tuple[str, str]] = field(default_factory=dict)  # path -> (mode, content, link text or commit)
    config: dict | None = None
    dbt: dict[str, Dbt] = field(default_factory=dict)  # by directory


def all_members(world: World) -> list[tuple[str, Member]]:
    roots = [(root, workspace.package) for root, workspace in world.workspaces.items() if workspace.package]
    return sorted([*world.members.items(), *roots], key=lambda pair: pair[0])


def relative(directory: str, target: str) -> str:
    return posixpath.relpath(target, directory)


def render(world: World) -> dict[str, tuple[str, str]]:
    """Every file of the world. What stands below a file or a link is left out, as no tree can hold both."""
    files = dict(world.files)
    for directory, member in world.members.items():
        files[join(directory, "pyproject.toml")] = (FILE, _manifest(member, None))
    for root, workspace in world.workspaces.items():
        files[join(root, "pyproject.toml")] = (FILE, _manifest(workspace.package, workspace))
        if workspace.lock is not None:
            files[join(root, "uv.lock")] = (FILE, _lock(world, root, workspace))
    for directory, dbt in world.dbt.items():
        if not _is_inside_a_member(world, directory):
            files |= _dbt_files(directory, dbt)
    if world.config is not None:
        files["monoci.yaml"] = (FILE, json.dumps(world.config, indent=1, ensure_ascii=False) + "\n")
    files = {path: content for path, content in files.items() if not _is_shadowed(path, files)}
    if any("**" in pattern for workspace in world.workspaces.values() for pattern in workspace.members):
        _drop_circles(files)
    return files


def _is_inside_a_member(world: World, directory: str) -> bool:
    """There a dbt_project.yml describes a part of that project."""
    around = {*world.members, *(root for root, each in world.workspaces.items() if each.package)} - {directory}
    return directory in world.workspaces or any(each == "." or directory.startswith(each + "/") for each in around)


def _dbt_files(directory: str, dbt: Dbt) -> dict[str, tuple[str, str]]:
    project = {"name": dbt.name, **dbt.paths}
    files = {join(directory, "dbt_project.yml"): (FILE, json.dumps(project) + "\n")}
    if dbt.local:
        packages = [{"package": "made/up", "version": "1"}, *({"local": each} for each in dbt.local)]
        files[join(directory, dbt.packages_file)] = (FILE, json.dumps({"packages": packages}) + "\n")
    return files


def _drop_circles(files: dict[str, tuple[str, str]]) -> None:
    """uv walks a `**` through links, in circles until the system stops it; no two programs agree where that is."""
    entries = {path: Entry(mode, path) for path, (mode, _) in files.items()}
    tree = Tree(entries, lambda path: os.fsencode(files[path][1]))
    ends = {path: follow(tree, path) for path, (mode, _) in files.items() if mode == LINK}
    for path, walk in ends.items():
        if walk.kind == "directory" and any(tree.kind(below) == "link" for below in tree.at_or_below(walk.path)):
            del files[path]


def _is_shadowed(path: str, files: dict) -> bool:
    here = parts(path)
    return any("/".join(here[:length]) in files for length in range(1, len(here)))


def _manifest(member: Member | None, workspace: UvWorkspace | None) -> str:
    tables: dict[str, object] = {}
    sources = dict(workspace.sources) if workspace else {}
    if workspace:
        tables["tool.uv.workspace"] = {"members": workspace.members, "exclude": workspace.exclude}
        if not workspace.managed:
            tables["tool.uv"] = {"managed": False}
    if member:
        _add_member(tables, member)
        sources.update(member.sources)
    if sources:
        tables["tool.uv.sources"] = sources
    for name, table in (workspace.tables if workspace else {}).items():
        tables[name] = tables.get(name, {}) | table
    text = "".join(f"[{name}]\n{_keys(table)}\n" for name, table in tables.items())
    return text + ("<<<<<<< HEAD\n" if member and member.broken else "")


def _add_member(tables: dict[str, object], member: Member) -> None:
    project: dict[str, object] = {"version": "1.0"}
    if member.name is not None:
        project["name"] = member.name
    static = {"dependencies": member.requires.get("package", [])}
    extras = _named(member, "extra:")
    if member.dynamic is None:
        project |= static
        if extras:
            project["optional-dependencies"] = extras
    else:
        project["dynamic"] = ["dependencies", "optional-dependencies"]
        where = {
            "hatch": "tool.hatch.metadata.hooks.uv-dynamic-versioning",
            "setuptools": "tool.setuptools_dynamic_dependencies",
        }
        if member.dynamic in where:
            tables[where[member.dynamic]] = static | {"optional-dependencies": extras}
    tables["project"] = project
    if groups := _named(member, "group:"):
        tables["dependency-groups"] = groups
    if "build" in member.requires:
        tables["build-system"] = {"requires": member.requires["build"], "build-backend": "hatchling.build"}
    if member.back_end:
        tables.setdefault("build-system", {"requires": []})["build-backend"] = member.back_end
    if "dev" in member.requires:
        tables.setdefault("tool.uv", {})["dev-dependencies"] = member.requires["dev"]
    for name, value in member.tables.items():
        table, _, key = name.rpartition(".")
        tables.setdefault(table, {})[key] = value


def _named(member: Member, prefix: str) -> dict[str, list]:
    return {node.removeprefix(prefix): value for node, value in member.requires.items() if node.startswith(prefix)}


def _keys(table: dict) -> str:
    return "".join(f"{_text(key)} = {_value(value)}\n" for key, value in table.items())


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_text(key)} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _lock(world: World, root: str, workspace: UvWorkspace) -> str:
    text = f"version = 1\n# change {workspace.lock}\n" + ("<<<<<<< HEAD\n" if workspace.lock_broken else "")
    packages = {root: workspace.package} if workspace.package else {}
    named = {path: member for path, member in (world.members | packages).items() if member.name}
    for directory, member in sorted(named.items()):
        linked = join(root, "packages/linked")  # uv writes the path as the members pattern spells it
        spelled = linked if directory == "third/linked" and linked in world.files else directory
        entry = {"name": normalise(member.name), "source": {"editable": relative(root, spelled)}}
        entry["dependencies"] = _locked(_recorded(world, member, member.requires.get("package", [])))
        text += "[[package]]\n" + _keys(entry)
        for table, prefix in (("optional-dependencies", "extra:"), ("dev-dependencies", "group:")):
            if asked := _named(member, prefix):
                locked = {name: _locked(_recorded(world, member, texts)) for name, texts in asked.items()}
                text += f"[package.{table}]\n" + _keys(locked)
    for name, required in world.plugins.items():
        first = f"1.{(workspace.lock or 0) // 2}"  # every other change of a lock is noise
        text += _plugin(name, first, required) + (_plugin(name, "2", required[:1]) if len(required) > 1 else "")
    return text


def _plugin(name: str, version: str, required: list[str]) -> str:
    source = {"registry": "https://index.example/simple"}
    always = [text for text in required if not text.startswith("extra ")]
    asked = [text.removeprefix("extra ") for text in required if text.startswith("extra ")]
    text = "[[package]]\n" + _keys(
        {"name": name, "version": version, "source": source, "dependencies": _locked(always)}
    )
    return text + ("[package.optional-dependencies]\n" + _keys({"more": _locked(asked)}) if asked else "")


def _recorded(world: World, member: Member, texts: list) -> list[str]:
    """What of a member's requirements the lock shows: of one that is static, what leads to an index is enough."""
    texts = [text for text in texts if isinstance(text, str)]
    return texts if member.dynamic == "lock" else [text for text in texts if text.partition("[")[0] in world.plugins]


def _locked(requirements: list[str]) -> list[dict]:
    found = []
    for text in requirements:
        name, _, rest = text.partition("[")
        entry: dict[str, object] = {"name": normalise(name.split(" ")[0])}
        if rest:
            entry["extra"] = [rest.partition("]")[0]]
        found.append(entry)
    return found
