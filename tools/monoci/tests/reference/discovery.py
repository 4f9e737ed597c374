"""DESIGN 3.1: which uv workspaces count and who their members are."""

import tomllib
from collections.abc import Callable

from .companions import with_companions
from .config import Config
from .edges import Workspace
from .globs import BadPatternError, matches_whole, member_directories
from .links import follow
from .manifest import BrokenError, Manifest, parse
from .paths import ROOT, at_and_above, join, parent, parts
from .tree import Tree

MANIFEST = "pyproject.toml"
_parsed: dict[str, Manifest | BrokenError] = {}  # by content id: a manifest is parsed once for all commits of a run


class RefusedError(Exception):
    """The request fails: something that the graph needs cannot be read at head."""


class Manifests:
    """The manifests of one tree. "A manifest with a TOML syntax error that the graph needs (selected root, member, path
    source) is an error at head; at base it counts as absent" (3.4)."""

    def __init__(self, tree: Tree, is_head: bool) -> None:
        self.tree = tree
        self.is_head = is_head
        self._with_companions: dict[str, Manifest] = {}

    def find(self, directory: str) -> Manifest | BrokenError | None:
        walk = follow(self.tree, join(directory, MANIFEST))
        if walk.kind != "file":
            return None
        oid = self.tree.entries[walk.path].oid
        if oid not in _parsed:
            try:
                _parsed[oid] = parse(self.tree.read(walk.path))
            except BrokenError as fault:
                _parsed[oid] = fault
        if isinstance(_parsed[oid], Manifest) and directory not in self._with_companions:
            self._with_companions[directory] = with_companions(self.tree, directory, _parsed[oid])
        return self._with_companions.get(directory, _parsed[oid])

    def needed(self, directory: str) -> Manifest | None:
        found = self.find(directory)
        if isinstance(found, BrokenError):
            if self.is_head:
                raise RefusedError(f"{join(directory, MANIFEST)}: {found}")
            return None
        return found

    def everywhere(self) -> dict[str, Manifest]:
        """Every manifest of the tree that parses. Test fixtures hold broken ones on purpose: nothing needs those."""
        directories = [parent(path) for path in self.tree.entries if parts(path)[-1] == MANIFEST]
        found = {directory: self.find(directory) for directory in directories}
        return {directory: manifest for directory, manifest in found.items() if isinstance(manifest, Manifest)}


def selected_roots(
    manifests: Manifests, config: Config, is_excluded: Callable[[str], bool]
) -> tuple[set[str], set[str]]:
    """(workspace roots, stand-alone projects).

    "Every workspace root of the tree with its members, and every stand-alone manifest that no workspace claims, at any
    depth: `discover: all`, the default. `discover: nearest` is the narrow rule (the repository root if it is a
    workspace root, else every root at the smallest depth at which one occurs [...]); `roots: [python]` names the
    roots." Where the narrow rule finds no workspace at all, every `[project]` is a project of its own.
    """
    if config.roots:
        return {join(ROOT, root) for root in config.roots}, set()
    top = manifests.needed(ROOT)
    if top is not None and top.is_root and config.discover != "all":
        return {ROOT}, set()
    everywhere = {each: manifest for each, manifest in manifests.everywhere().items() if not is_excluded(each)}
    roots = {directory for directory, manifest in everywhere.items() if manifest.is_root}
    projects = {directory for directory, manifest in everywhere.items() if manifest.is_project}
    if config.discover == "all":
        return roots, projects
    if not roots:
        return set(), projects
    smallest = min(len(parts(root)) for root in roots)
    return {root for root in roots if len(parts(root)) == smallest}, set()


def read_uv_workspace(manifests: Manifests, root: str, is_excluded: Callable[[str], bool]) -> Workspace | None:
    """Rule: "Members by uv's rules; the root itself if it has `[project]`." A submodule is one without a manifest."""
    manifest = manifests.needed(root)
    if manifest is None or not manifest.is_root:
        return None
    members: dict[str, Manifest | None] = {}
    if manifest.is_project and not is_excluded(root):
        members[root] = manifest
    for directory in _matched(manifests.tree, root, manifest) - {root}:
        if is_excluded(directory):
            continue
        if manifests.tree.kind(directory) == "submodule":
            members[directory] = None
            continue
        member = manifests.needed(directory)
        if member is not None and member.managed:
            members[directory] = member
    return Workspace(root, manifest, members)


def workspace_above(manifests: Manifests, directory: str) -> str | None:
    """The root of the workspace that uv finds from a directory: itself, or the first pyproject.toml above it "if that
    file has [a] workspace table", includes the project (by the crossing match) and does not exclude it (1.5)."""
    own = manifests.needed(directory)
    if own is None or own.is_root:
        return directory if own is not None else None
    for above in at_and_above(directory)[1:]:
        root = manifests.find(above)
        if root is None:
            continue
        is_member = isinstance(root, Manifest) and root.is_root and _is_included(root, above, directory)
        return above if is_member and own.is_project else None
    return None


def _is_included(manifest: Manifest, root: str, directory: str) -> bool:
    relative = _relative(root, directory)
    return _any_matches(manifest.members, relative) and not _any_matches(manifest.exclude, relative)


def _any_matches(patterns: list[str], relative: str) -> bool:
    for pattern in patterns:
        try:
            if matches_whole(pattern, relative):
                return True
        except BadPatternError:
            continue
    return False


def _matched(tree: Tree, root: str, manifest: Manifest) -> set[str]:
    found = set()
    for pattern in manifest.members:
        try:
            found |= member_directories(tree, root, pattern)
        except BadPatternError:
            continue
    return {directory for directory in found if not _any_matches(manifest.exclude, _relative(root, directory))}


def _relative(root: str, directory: str) -> str:
    above = next(each for each in at_and_above(root) if each in at_and_above(directory))
    up = len(parts(root)) - len(parts(above))
    return "/".join([".."] * up + parts(directory)[len(parts(above)) :])


class Lock:
    """A uv.lock, as far as dynamic projects need it. `packages` is None when it is missing or does not parse."""

    def __init__(self, tree: Tree, root: str) -> None:
        walk = follow(tree, join(root, "uv.lock"))
        self.all_packages = _packages_of(tree, walk.path) if walk.kind == "file" else None
        self.packages = None if self.all_packages is None else [each for each in self.all_packages if local_path(each)]
        self.root = root

    def entry(self, name: str | None, project: str) -> dict:
        """The entry of a local project: by its path, else (it moved since it was locked) by its name."""
        packages = self.packages or []
        here = [each for each in packages if join(self.root, local_path(each)) == project]
        named = [each for each in packages if name is not None and each.get("name") == name]
        return next(iter(here or named), {})


_known_packages: dict[str, list[dict] | None] = {}  # by content id, as for manifests
_READ = ("name", "version", "source", "dependencies", "optional-dependencies", "dev-dependencies")


def _packages_of(tree: Tree, path: str) -> list[dict] | None:
    oid = tree.entries[path].oid
    if oid not in _known_packages:
        packages = _packages(tree.read(path))
        if packages is not None:
            packages = [{key: each[key] for key in _READ if key in each} for each in packages]
        _known_packages[oid] = packages
    return _known_packages[oid]


def _packages(content: bytes) -> list[dict] | None:
    try:
        lock = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    packages = lock.get("package", lock.get("distribution", []))
    if lock.get("version") != 1 or not isinstance(packages, list):  # "refuse anything else" (facts/uv.md section 4)
        return None
    return [package for package in packages if isinstance(package, dict)]


def local_path(package: dict) -> str | None:
    """The directory of a local package relative to the lock's; locks of early 2024 write `editable+DIR`."""
    source = package.get("source")
    if isinstance(source, str):
        kind, _, path = source.partition("+")
        source = {kind: path}
    found = source if isinstance(source, dict) else {}
    return next((found[key] for key in ("editable", "virtual", "directory") if isinstance(found.get(key), str)), None)
