"""DESIGN 3: "A project is affected if and only if one of its inputs differs between base and head." """

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .config import Settings
from .edges import Node, Workspace
from .globs import matches_at_or_above
from .inputs import Inputs
from .links import content_at
from .manifest import PACKAGE
from .paths import ROOT, contains, join, parent
from .slices import Slices
from .state import State
from .tables import BELOW, MEMBERS, differing_tables
from .tree import Tree

LOCK = "uv.lock"
PRIVATE = "private file"


@dataclass
class Answer:
    affected: dict[str, list[str]] = field(default_factory=dict)  # project directory -> reasons
    deleted: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # no projects any more, and still there


class Side:
    """One of the two states, with what is derived from it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.inputs = Inputs(state)

    def edges_of(self, project: str) -> set[tuple[Node, Node]]:
        return self._edges.get(project, set())

    @property
    def _edges(self) -> dict[str, set[tuple[Node, Node]]]:
        if not hasattr(self, "_edges_by_project"):
            self._edges_by_project: dict[str, set[tuple[Node, Node]]] = {}
            for edge in self.state.edges:
                self._edges_by_project.setdefault(edge.source[0], set()).add((edge.source, edge.target))
        return self._edges_by_project

    def under_lock(self, root: str) -> set[str]:
        """Issue 3, item 6: "every member of that workspace and the non-members that their path sources reach", and so
        on through the path sources of those."""
        found = self.members(root)
        while True:
            reached = {edge.target[0] for edge in self.state.edges if edge.by_path and edge.source[0] in found}
            if reached <= found:
                return found
            found = found | reached

    def members(self, root: str) -> set[str]:
        return {member for each in self.state.workspaces if each.root == root for member in each.members}


def changed_paths(base: Tree, head: Tree) -> set[str]:
    """Every path whose mode or content differs: additions and deletions too, no rename detection."""
    return {path for path, _ in base.entries.items() ^ head.entries.items()}


def affected(base: Side, head: Side) -> Answer:
    """Taints the package node of each project that has a reason of its own, then follows the edges backwards."""
    changed = changed_paths(base.state.tree, head.state.tree)
    reasons: dict[str, list[str]] = {}
    for project in head.state.projects:
        for reason in _own_reasons(base, head, changed, project):
            reasons.setdefault(project, []).append(reason)
    for project, reason in _workspace_reasons(base, head, changed):
        reasons.setdefault(project, []).append(reason)
    lost = set(base.state.projects) - set(head.state.projects)
    keeping = {
        project for project, why in reasons.items() if all(each.startswith(("lock ", PRIVATE)) for each in why)
    } - lost
    start = {(project, PACKAGE) for project in (set(reasons) - keeping) | lost}
    start |= {
        edge.source for edge in base.state.edges | head.state.edges if edge.declared and edge.target[0] in keeping
    }
    tainted = _spread(start, base.state, head.state)
    for node, cause in sorted(tainted.items()):
        if cause is not None and cause[0] != node[0]:
            reasons.setdefault(node[0], []).append(f"dependency {cause[0]} ({cause[1]}, asked for by {node[1]})")
    answer = {project: why for project, why in reasons.items() if project in head.state.projects}
    left = {project for project in lost if _remains_at(head.state.tree, project)}
    return Answer(dict(sorted(answer.items())), sorted(lost - left), sorted(left))


def _remains_at(tree: Tree, path: str) -> bool:
    """DESIGN 3.1: "a project is deleted only where nothing of its directory is left in head's tree". Where a link or a
    submodule on the way leads is not known: something may be left."""
    if path == ROOT or tree.kind(path) is not None:
        return True
    while tree.kind(path) is None:
        path = parent(path)
    return tree.kind(path) in ("link", "submodule")


def _own_reasons(base: Side, head: Side, changed: set[str], project: str) -> Iterator[str]:
    if project not in base.state.projects:
        yield "new project"
        return
    own = base.inputs.own_files(project), head.inputs.own_files(project)
    differing = (own[0] ^ own[1]) | ((own[0] | own[1]) & changed)
    seen = {
        path
        for path in differing
        for side, files in zip((base, head), own, strict=True)
        if path in files and not side.inputs.is_private(project, path)
    }
    yield from _some("owned file", seen)
    yield from _some(PRIVATE, differing - seen)
    pairs = (
        ("named file", base.inputs.named_files(project), head.inputs.named_files(project)),
        ("global input", base.inputs.global_files, head.inputs.global_files),
        ("job template", base.inputs.templates(project), head.inputs.templates(project)),
    )
    for what, before, after in pairs:
        yield from _some(what, (before ^ after) | ((before | after) & changed))
    context = changed & (base.inputs.context_files(project) | head.inputs.context_files(project))
    yield from _some("context file", {path for path in context if _context_counts(base, head, path, project)})
    if base.edges_of(project) != head.edges_of(project):
        yield "edges"
    if base.inputs.kind(project) != head.inputs.kind(project):
        yield "kind"
    settings = [
        replace(side.state.settings.get(project, Settings()), private=())  # it says nothing of the project itself
        for side in (base, head)
    ]
    if settings[0] != settings[1]:
        yield "configuration"


def _differs(base: Side, head: Side, path: str) -> bool:
    return base.state.tree.entries[path] != head.state.tree.entries[path]


def _context_counts(base: Side, head: Side, path: str, project: str) -> bool:
    """A manifest above counts by its tables, unless a file names it or a link leads there: then as a whole."""
    if path.rpartition("/")[2] != "pyproject.toml":
        return True
    sides = (base, head)
    directory = parent(path)
    lock = join(directory, LOCK)  # "a lock that is stale": one that did not change says nothing of what did
    is_locked = all(side.state.tree.kind(lock) == "file" for side in sides) and _differs(base, head, lock)
    tables = differing_tables(base.state.tree, head.state.tree, path, is_locked)
    if tables is None or any(path in side.inputs.named_context(project) for side in sides):
        return True
    if "all" in tables and any(side.inputs.is_above_dbt(directory, project) for side in sides):
        return True
    is_member = any(project in side.members(directory) for side in sides)
    is_below = any(side.inputs.is_above_uv(directory, project) for side in sides)
    return (BELOW in tables and (is_below or is_member)) or (MEMBERS in tables and is_member)


def _some(what: str, paths: Iterable[str]) -> Iterator[str]:
    """A reason and its first example, so that `--explain` stays readable."""
    differing = sorted(paths)
    if differing:
        more = f" and {len(differing) - 1} more" if len(differing) > 1 else ""
        yield f"{what} {differing[0]}{more}"


def _workspace_reasons(base: Side, head: Side, changed: set[str]) -> Iterator[tuple[str, str]]:
    for root in sorted(base.state.roots | head.state.roots):
        lock = join(root, LOCK)
        if lock in changed:
            yield from _lock_reasons(base, head, root, lock)
    for side in (base, head):
        for workspace in side.state.workspaces:
            if _looked_in(side.state.tree, workspace) & changed:
                for project in workspace.members:
                    yield project, f"a place of packages that {workspace.root} names"
    for root in sorted(base.state.widened | head.state.widened):
        for project in base.members(root) | head.members(root):
            yield project, f"evidence missing: a dynamic project needs {join(root, LOCK)}"
    if _unowned_counts(base, changed) or _unowned_counts(head, changed):
        for project in head.state.projects:
            yield project, "unowned file"


def _lock_reasons(base: Side, head: Side, root: str, lock: str) -> Iterator[tuple[str, str]]:
    """DESIGN 3.6, "Lock"; 3.4: "A lock that is stale, missing, in conflict or does not parse widens to the members
    of its workspace, if it changed"."""
    installed = base.under_lock(root) | head.under_lock(root)
    trees = (base.state.tree, head.state.tree)
    if any(tree.kind(lock) != "file" for tree in trees):
        yield from ((project, f"lock {lock}") for project in installed)
        return
    before, after = (Slices(tree, lock) for tree in trees)
    slices = before.of_projects(root), after.of_projects(root)
    for side in (base, head):
        stale = [each for each in side.members(root) & head.members(root) if each not in slices[1]]
        if stale or not before.readable or not after.readable:
            yield from ((project, f"evidence missing: {lock} {stale}") for project in side.under_lock(root))
    wheels = head.state.config.extra_wheels
    for project in installed:
        one, other = (each.get(project) for each in slices)
        if (one is None) != (other is None) or (one and other and one.differs_at(other, wheels)):
            yield project, f"lock {lock}"
    groups = _installed_groups(head, root) if head.members(root) else _installed_groups(base, root)
    if before.of_root_groups(root, groups).differs_at(after.of_root_groups(root, groups), wheels):
        yield from ((project, f"lock {lock}") for project in base.members(root) | head.members(root))


def _installed_groups(side: Side, root: str) -> str | list[str]:
    return next((each.manifest.default_groups for each in side.state.workspaces if each.root == root), [])


def _looked_in(tree: Tree, workspace: Workspace) -> set[str]:
    """`tool.uv.find-links` and the like of a root: read for each of its members."""
    places = [join(workspace.root, text) for text in workspace.manifest.member_paths]
    return {
        path
        for place in places
        if place is not None and not contains(place, workspace.root)
        for path in content_at(tree, place, workspace.root)
    }


def _unowned_counts(side: Side, changed: set[str]) -> bool:
    """`unowned: all`: "what a change to a file nobody owns affects"."""
    if side.state.config.unowned != "all":
        return False
    unowned = side.inputs.owned[None] & changed
    return any(
        not side.inputs.is_workspace_lock(path)
        and not any(matches_at_or_above(glob, path) for glob in side.state.config.ignore)
        for path in unowned
    )


def _spread(start: set[Node], base: State, head: State) -> dict[Node, Node | None]:
    """Every node that a start node taints, with the node it got it from. "Edges of base and head are united." An extra
    "always includes the package", a group does not (3.2)."""
    dependents: dict[Node, set[Node]] = {}
    for edge in base.edges | head.edges:
        for node in (edge.source, edge.target):
            if node[1].startswith("extra:"):
                dependents.setdefault((node[0], PACKAGE), set()).add(node)
        dependents.setdefault(edge.target, set()).add(edge.source)
    tainted: dict[Node, Node | None] = dict.fromkeys(start)
    todo = sorted(start)
    while todo:
        node = todo.pop()
        for dependent in sorted(dependents.get(node, ())):
            if dependent not in tainted:
                tainted[dependent] = node
                todo.append(dependent)
    return tainted
