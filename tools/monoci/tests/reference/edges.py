"""DESIGN 3.2: what a requirement of a project means, given the projects and the workspaces there are."""

from collections.abc import Iterator
from dataclasses import dataclass

from .links import follow
from .manifest import PACKAGE, Manifest, extra_node, file_url_path
from .names import Requirement
from .paths import join
from .tree import Tree

Node = tuple[str, str]  # (project directory, "package" | "extra:NAME" | "group:NAME")


@dataclass(frozen=True)
class Edge:
    source: Node
    target: Node
    by_path: bool = False  # made by a path source, an `@ file:` URL or a `local:` entry
    declared: bool = False  # `depends_on`: no lock says what its target's lock means to it


@dataclass(frozen=True)
class Workspace:
    """One root manifest and its members; a project that is no member of another is a workspace of its own."""

    root: str
    manifest: Manifest
    members: dict[str, Manifest | None]  # by directory as the glob spells it; None for a submodule

    def named(self, name: str) -> list[str]:
        """Rule: "Two members of one name: an edge to each." """
        return sorted(directory for directory, manifest in self.members.items() if manifest and manifest.name == name)

    def meant(self, name: str) -> list[str]:
        """The members that a workspace source means. One that none has may be in any submodule: it means them all."""
        opaque = sorted(directory for directory, manifest in self.members.items() if manifest is None)
        return self.named(name) or opaque


@dataclass(frozen=True)
class PathTarget:
    """What a `path` source or an `@ file:` URL leads to, as it spells it."""

    spelled: str
    extras: tuple[str, ...]


@dataclass(frozen=True)
class OtherWorkspaceTarget:
    """What `workspace = "DIR"` asks for."""

    root: str
    name: str
    extras: tuple[str, ...]


@dataclass(frozen=True)
class MemberTarget:
    directory: str
    extras: tuple[str, ...]


Target = PathTarget | OtherWorkspaceTarget | MemberTarget


def targets_of(
    project: str, manifest: Manifest, node: str, asked: Requirement, workspace: Workspace
) -> Iterator[Target]:
    """Rule: "A requirement with no source at all that names a member of the same workspace is an edge to it; any other
    source means what it says." For a member the edge stays where entries exist and the filter of none fits: the real
    uv's graph has it.
    """
    entries, base = sources_for(project, manifest, asked.name, workspace)
    fitting = [entry for entry in entries or [] if _applies(entry, node)]
    if fitting:
        for entry in fitting:
            yield from _source_targets(entry, base, asked, workspace)
    elif asked.url is None:
        yield from (MemberTarget(member, asked.extras) for member in workspace.named(asked.name))
    elif entries is None:
        path = file_url_path(asked.url)
        spelled = join(project, path) if path is not None else None
        if spelled is not None:
            yield PathTarget(spelled, asked.extras)


def sources_for(project: str, manifest: Manifest, name: str, workspace: Workspace) -> tuple[list[dict] | None, str]:
    """Rule: "P's own entry if there is any entry for N, else the workspace root's entry. [...] Inherited `path` is
    relative to the root, own `path` to P's directory."
    """
    if name in manifest.sources:
        return manifest.sources[name], project
    return workspace.manifest.sources.get(name), workspace.root


def _applies(entry: dict, node: str) -> bool:
    """Rule: "`extra = "e"` / `group = "g"`: the entry applies only to requirements of that extra / group." """
    wanted = [key + ":" + entry[key] for key in ("extra", "group") if isinstance(entry.get(key), str)]
    kind, _, name = node.partition(":")
    return all(extra_node(each.partition(":")[2]) == extra_node(name) and each.startswith(kind) for each in wanted)


def _source_targets(entry: dict, base: str, asked: Requirement, workspace: Workspace) -> Iterator[Target]:
    """Of two places, which uv refuses, each counts."""
    if entry.get("workspace") is True:
        yield from (MemberTarget(member, asked.extras) for member in workspace.meant(asked.name))
    elif isinstance(entry.get("workspace"), str):
        root = join(base, entry["workspace"])
        if root is not None:
            yield OtherWorkspaceTarget(root, asked.name, asked.extras)
    if isinstance(entry.get("path"), str) and "git" not in entry:
        spelled = join(base, entry["path"])
        if spelled is not None:
            yield PathTarget(spelled, asked.extras)


def nodes_asked(directory: str, extras: tuple[str, ...]) -> list[Node]:
    """Rule: "`lib[excel]` points at lib's package and its `excel` extra." """
    return [(directory, PACKAGE), *((directory, extra_node(extra)) for extra in extras)]


def source_directory(tree: Tree, spelled: str, projects: set[str]) -> tuple[str | None, str | None]:
    """(kind, path) of what a source leads to. "Identity is the path as the glob or the source spells it (normalised,
    links not resolved); a source whose spelled path is no project means the project at the real path" (3.1)."""
    if spelled in projects:
        return "directory", spelled
    walk = follow(tree, spelled)
    return walk.kind, walk.path
