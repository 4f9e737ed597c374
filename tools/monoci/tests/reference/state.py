"""The projects and edges of one tree (DESIGN 3.1 and 3.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from .config import SETTINGS_FILE, Config, Settings, read_settings, settings_of
from .dbt import DbtProject, dbt_directories, dbt_project
from .discovery import Lock, Manifests, local_path, read_uv_workspace, selected_roots, workspace_above
from .edges import (
    Edge,
    MemberTarget,
    Node,
    OtherWorkspaceTarget,
    PathTarget,
    Target,
    Workspace,
    nodes_asked,
    source_directory,
    targets_of,
)
from .globs import matches, matches_at_or_above
from .guests import hosts_of
from .installed import add_installed
from .links import follow
from .locked import Place, locked_ways
from .manifest import PACKAGE, Manifest, locked_requirements
from .names import Requirement, normalise
from .paths import ROOT, contains, join, parent, parts
from .tree import Tree


@dataclass
class State:
    tree: Tree
    config: Config
    projects: dict[str, Manifest | None] = field(default_factory=dict)  # by directory; None without a manifest
    dbt: dict[str, DbtProject] = field(default_factory=dict)  # the projects that have a dbt_project.yml
    workspaces: list[Workspace] = field(default_factory=list)  # the stand-alone projects' own ones included
    edges: set[Edge] = field(default_factory=set)
    file_inputs: dict[str, set[str]] = field(default_factory=dict)  # wheels and excluded directories that sources name
    source_links: dict[str, set[str]] = field(default_factory=dict)  # that lead from a source to a project
    settings: dict[str, Settings] = field(default_factory=dict)
    widened: set[str] = field(default_factory=set)  # workspace roots whose lock a dynamic project misses
    installed: set[tuple[str, str]] = field(default_factory=set)  # (project, directory), told by an edge (installed.py)
    hosts: dict[str, str] = field(default_factory=dict)  # guest -> the project around it (guests.py)

    @property
    def roots(self) -> set[str]:
        """Where "the `uv.lock` of a workspace root" stands: a stand-alone project "is its own [...] workspace"."""
        return {workspace.root for workspace in self.workspaces}


def read_state(tree: Tree, config: Config, is_head: bool) -> State:
    return _Reader(tree, config, Manifests(tree, is_head)).read()


class _Reader:
    def __init__(self, tree: Tree, config: Config, manifests: Manifests) -> None:
        self.tree, self.config, self.manifests = tree, config, manifests
        self.lock = lru_cache(maxsize=None)(lambda root: Lock(tree, root))
        self.roots, self.alone = selected_roots(manifests, config, self._is_excluded)

    def read(self) -> State:
        """Sources select further workspaces: start again with those until nothing new turns up, so that no answer
        depends on the order in which projects are looked at."""
        while True:
            state, reached_roots = self._read_with_roots()
            if reached_roots <= self.roots:
                return state
            self.roots = self.roots | reached_roots

    def _read_with_roots(self) -> tuple[State, set[str]]:
        state = State(self.tree, self.config)
        members = self._add_workspaces(state)
        self.living = living = self._living_at(members)
        for directory in self._lone_dbt(state) - set(living):
            self._add_dbt(state, directory)
        for directory in {living.get(each, each) for each in self._named_projects()} | (
            self.alone - members - set(living)
        ):
            self._add_alone(state, directory)
        reached_roots: set[str] = set()
        done: set[str] = set()
        while pending := set(state.projects) - done:
            done |= pending
            for project in pending:
                reached_roots |= self._add_edges(state, project)
        for workspace in state.workspaces:
            self._add_of_members(state, workspace)
            self._add_said_of_others(state, workspace)
            self._add_locked(state, workspace)
        add_installed(state, self._meant)
        self._add_declared(state)
        state.hosts = hosts_of(state, {self.living.get(each, each) for each in self._named_projects()})
        return state, reached_roots

    def _add_workspaces(self, state: State) -> set[str]:
        members: set[str] = set()
        for root in sorted(self.roots):
            workspace = read_uv_workspace(self.manifests, root, self._is_excluded)
            if workspace is None:
                continue
            state.workspaces.append(workspace)
            members |= set(workspace.members)
            for directory, manifest in workspace.members.items():
                self._add_project(state, directory, manifest)
        return members

    def _living_at(self, members: set[str]) -> dict[str, str]:
        """Rule: "Identity is the path as the glob [...] spells it": a member behind a link is no second project where
        it lives."""
        living: dict[str, str] = {}
        for member in sorted(members):
            walk = follow(self.tree, member)
            if walk.links and walk.kind == "directory":
                living.setdefault(walk.path, member)
        return {real: member for real, member in living.items() if real not in members}

    def _meant(self, state: State, spelled: str) -> tuple[str | None, str | None]:
        kind, path = source_directory(self.tree, spelled, set(state.projects))
        return kind, path if path in state.projects else self.living.get(path, path)

    def _named_projects(self) -> set[str]:
        """Rule: "A directory with `monoci.project.yaml`, or named by `projects.include`, is a project." """
        found = {parent(path) for path in self.tree.entries if parts(path)[-1] == SETTINGS_FILE}
        if self.config.include:
            directories = {above for path in self.tree.entries for above in _above(path)}
            found |= {each for each in directories if any(matches(glob, each) for glob in self.config.include)}
        return found

    def _is_excluded(self, directory: str) -> bool:
        """Templates of `monoci new` are never projects (docs/design/readings.md)."""
        parts = directory.split("/")
        in_template = len(parts) >= 3 and parts[:2] == ["templates", "new"]
        if in_template and self.tree.kind(f"templates/new/{parts[2]}/scaffold.yml") is not None:
            return True
        return any(matches_at_or_above(glob, directory) for glob in self.config.exclude)

    def _add_project(self, state: State, directory: str, manifest: Manifest | None) -> None:
        state.projects[directory] = manifest
        if self.tree.kind(directory) == "submodule":
            return
        dbt = None if self._is_excluded(directory) else dbt_project(self.tree, directory)
        if dbt is not None:
            state.dbt[directory] = dbt
        settings_path = f"{directory}/{SETTINGS_FILE}" if directory != ROOT else SETTINGS_FILE
        if manifest is not None and manifest.settings:
            state.settings[directory] = settings_of(manifest.settings)
        else:
            state.settings[directory] = read_settings(self.tree, settings_path)

    def _add_alone(self, state: State, directory: str) -> None:
        """Rule: "One that is no member is its own one-project workspace: its own sources only." """
        if directory in state.projects or self._is_excluded(directory):
            return
        manifest = self.manifests.needed(directory)
        self._add_project(state, directory, manifest)
        if directory not in state.roots and self.tree.kind(directory) == "directory":
            own = manifest or Manifest()
            state.workspaces.append(Workspace(directory, own, {directory: own}))

    def _lone_dbt(self, state: State) -> set[str]:
        """dbt has no workspaces, so "without any root every manifest of a project stands alone". One inside a uv
        project describes a part of that project (docs/design/ecosystems.md)."""
        named = {join(ROOT, root) for root in self.config.roots}
        found = {each for each in dbt_directories(self.tree) if not named or each in named}
        of_uv = set(state.projects) | self.alone
        return {each for each in found - set(state.projects) if not of_uv & set(_above(each))}

    def _add_dbt(self, state: State, directory: str) -> None:
        """Rule: "A directory may be a uv project and a dbt project at once (one project, two manifests)." """
        own = self.manifests.find(directory)
        if isinstance(own, Manifest) and own.is_project:
            self._add_alone(state, directory)
        elif directory not in state.projects and not self._is_excluded(directory):
            self._add_project(state, directory, None)

    def _add_edges(self, state: State, project: str) -> set[str]:
        """Rule: "Requirements of a virtual root [...] make neither edges nor projects." """
        manifest, reached_roots = state.projects[project], set()
        for text in state.dbt[project].local if project in state.dbt else ():
            self._add_local(state, project, text)
        if manifest is None or manifest.is_virtual_root:
            return reached_roots
        for workspace in [each for each in state.workspaces if project in each.members]:
            for node, asked in self._requirements(state, project, manifest, workspace):
                if asked.name == manifest.name:
                    self._add_own_nodes(state, project, node, asked.extras)
                    continue
                for target in targets_of(project, manifest, node, asked, workspace):
                    reached_roots |= self._add_target(state, (project, node), target)
            for node, path, *extras in manifest.other_paths:
                spelled = join(project, path)
                if spelled is not None:
                    asked = extras[0] if extras else ()
                    reached_roots |= self._add_path(state, (project, node), spelled, asked, of_uv=False)
        return reached_roots

    def _requirements(
        self, state: State, project: str, manifest: Manifest, workspace: Workspace
    ) -> Iterator[tuple[str, Requirement]]:
        yield from manifest.requirements
        if not manifest.dynamic:
            return
        lock = self.lock(workspace.root)
        if lock.packages is None and manifest.needs_lock:
            state.widened.add(workspace.root)
        yield from locked_requirements(manifest, lock.entry(manifest.name, project))

    def _add_of_members(self, state: State, workspace: Workspace) -> None:
        """What a root says for its members: of the member that it names, else of each."""
        for node, asked, built in workspace.manifest.of_members:
            holders = (workspace.named(built) if built else []) or list(workspace.members)
            for target in targets_of(workspace.root, workspace.manifest, node, asked, workspace):
                match target:
                    case MemberTarget(directory, _):
                        meant = [directory]
                    case OtherWorkspaceTarget(root, name, _):
                        others = [each for each in state.workspaces if each.root == root]
                        meant = [directory for each in others for directory in each.named(name)]
                    case PathTarget(spelled, _):
                        _, path = self._meant(state, spelled)
                        meant = [path] if path in state.projects else []
                for holder in holders:
                    for directory in meant:
                        self._join(state, (holder, node), directory, asked.extras)

    def _add_said_of_others(self, state: State, workspace: Workspace) -> None:
        """Rule: an index package of the closure "that requires a member again", by `tool.uv.dependency-metadata`."""
        for holder, manifest in workspace.members.items():
            said = workspace.manifest.said_of_others
            for node, first in manifest.requirements if said and manifest is not None else ():
                waiting, known = [first.name], set()
                while waiting:
                    name = waiting.pop()
                    if name in known or workspace.named(name):
                        continue
                    known.add(name)
                    for asked in said.get(name, []):
                        waiting.append(asked.name)
                        for member in workspace.named(asked.name):
                            self._join(state, (holder, node), member, asked.extras)

    def _add_locked(self, state: State, workspace: Workspace) -> None:
        """Rule: "Edges that only the lock knows". A project that stands alone and names no directory is alone in its
        lock too."""
        if len(workspace.members) == 1 and not any(
            manifest is not None and manifest.names_directories
            for manifest in (workspace.manifest, *workspace.members.values())
        ):
            return
        lock = self.lock(workspace.root)

        def place_of(package: dict) -> Place:
            path = local_path(package)
            if path is None:
                return Place(None, False, True)
            spelled = join(workspace.root, path)
            _, project = self._meant(state, spelled) if spelled else (None, None)
            if project not in state.projects:  # it moved since it was locked
                project = next(iter(workspace.named(normalise(str(package.get("name"))))), None)
            manifest = state.projects.get(project)
            return Place(project, project in workspace.members, manifest is None or not manifest.is_project)

        for project, node, target, extras in locked_ways(lock.all_packages or [], place_of):
            for asked in nodes_asked(target, extras):
                is_own_package = asked == (project, PACKAGE)
                if asked != (project, node) and not (is_own_package and node.startswith("extra:")):
                    state.edges.add(Edge((project, node), asked))

    def _add_own_nodes(self, state: State, project: str, node: str, extras: tuple[str, ...]) -> None:
        """Rule: "A requirement on the project itself activates extras and is not an edge" to another project."""
        for target in nodes_asked(project, extras):
            if target != (project, node):
                state.edges.add(Edge((project, node), target))

    def _add_target(self, state: State, source: Node, target: Target) -> set[str]:
        """Adds the edges to a target; returns the workspace root that it selects, if any."""
        match target:
            case MemberTarget(directory, extras):
                self._join(state, source, directory, extras)
            case OtherWorkspaceTarget(root, name, extras):
                return self._add_other_workspace(state, source, root, name, extras)
            case PathTarget(spelled, extras):
                return self._add_path(state, source, spelled, extras)
        return set()

    def _add_other_workspace(
        self, state: State, source: Node, spelled: str, name: str, extras: tuple[str, ...]
    ) -> set[str]:
        kind, root = self._meant(state, spelled)
        if kind == "submodule":
            self._reach(state, source, root, extras)
        manifest = self.manifests.needed(root) if kind == "directory" else None
        if manifest is None:
            return set()
        if manifest.is_root:
            for workspace in [each for each in state.workspaces if each.root == root]:
                for member in workspace.meant(name):
                    self._join(state, source, member, extras)
            return {root}
        if manifest.is_project and manifest.name == name:
            self._reach(state, source, root, extras)
        return set()

    def _add_path(
        self, state: State, source: Node, spelled: str, extras: tuple[str, ...], of_uv: bool = True
    ) -> set[str]:
        kind, path = self._meant(state, spelled)
        is_project = kind in ("directory", "submodule") and not self._is_excluded(path)
        if not of_uv and path not in state.projects:
            is_project = is_project and kind == "directory" and self.manifests.find(path) is not None
            if contains(spelled, source[0]):
                return set()
        if kind is not None and not is_project:
            state.file_inputs.setdefault(source[0], set()).add(spelled)
        if not is_project:
            return set()
        self._add_links_to(state, source[0], spelled, path)
        self._reach(state, source, path, extras, of_uv)
        root = workspace_above(self.manifests, path) if kind == "directory" else None
        return {root} - {None}

    def _add_local(self, state: State, project: str, text: str) -> None:
        """A `local:` entry names a directory, as a path source does; it selects no uv workspace."""
        spelled = join(project, text)
        kind, path = self._meant(state, spelled) if spelled is not None else (None, None)
        if kind is None:
            return
        if kind not in ("directory", "submodule") or self._is_excluded(path):
            state.file_inputs.setdefault(project, set()).add(spelled)
            return
        if path not in state.projects:
            self._add_dbt(state, path)
        self._add_links_to(state, project, spelled, path)
        if path != project:
            state.edges.add(Edge((project, PACKAGE), (path, PACKAGE), by_path=True))

    def _add_links_to(self, state: State, holder: str, spelled: str, path: str) -> None:
        """Rule: "that file or directory, links followed" (3.3). A project that is spelled so knows its links itself."""
        if path != spelled:
            state.source_links.setdefault(holder, set()).update(follow(self.tree, spelled).links)

    def _reach(self, state: State, source: Node, directory: str, extras: tuple[str, ...], of_uv: bool = True) -> None:
        """Rule: "A directory that a `path` source reaches is a project, manifest or not, member or not." """
        self._add_alone(state, directory)
        if directory in state.projects:
            self._join(state, source, directory, extras, by_path=of_uv)

    def _join(self, state: State, source: Node, directory: str, extras: tuple[str, ...], by_path: bool = False) -> None:
        for target in nodes_asked(directory, extras):
            if directory != source[0]:
                state.edges.add(Edge(source, target, by_path))

    def _add_declared(self, state: State) -> None:
        """Rule: "`declared` edges (`depends_on`) hang on the package node." """
        by_name = {}
        for project, manifest in state.projects.items():
            dbt = state.dbt.get(project, DbtProject()).name
            name = state.settings.get(project, Settings()).name or (manifest.name if manifest else None) or dbt
            by_name.setdefault(name, set()).add(project)
        for project, settings in state.settings.items():
            for text in settings.depends_on:
                for target in {self.living.get(text, text)} & set(state.projects) or by_name.get(text, set()):
                    state.edges.add(Edge((project, PACKAGE), (target, PACKAGE), declared=True))


def _above(path: str) -> Iterator[str]:
    while path != ROOT:
        path = parent(path)
        yield path
