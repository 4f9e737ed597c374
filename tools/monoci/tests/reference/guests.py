"""DESIGN 3.1: "A stand-alone project that lies inside another project, and that no project names (no path source, no
`include`, no `depends_on`), takes nothing away from the project around it: a change in it affects both." """

from typing import TYPE_CHECKING

from .paths import ROOT, parent

if TYPE_CHECKING:
    from .state import State


def hosts_of(state: "State", configured: set[str]) -> dict[str, str]:
    """Guest -> the project around it. A workspace inside a project that is no member of it is a guest as a whole, for
    an example hides no more by being one. Guests that name one another stay guests."""
    if state.config.discover != "all" or state.config.roots:
        return {}
    groups = _groups(state)
    takers: set[str] = set()
    new = {project for project in state.projects if not any(project in group for _, group in groups)}
    new |= configured & set(state.projects)
    new |= {member for root, group in groups if not _is_nested(state, root, group) for member in group}
    new = _with_groups(new - takers, configured, groups)
    while new:
        takers |= new
        named = {edge.target[0] for edge in state.edges if edge.source[0] in new and edge.target[0] != edge.source[0]}
        new = _with_groups(named - takers, named, groups) - takers
    hosts = {}
    for project in set(state.projects) - takers:
        host = _host(state, project, takers, groups)
        if host is not None:
            hosts[project] = host
    return hosts


def _groups(state: "State") -> list[tuple[str, set[str]]]:
    return [(each.root, set(each.members) | ({each.root} & set(state.projects))) for each in state.workspaces]


def _is_nested(state: "State", root: str, group: set[str]) -> bool:
    return any(each in state.projects and each not in group for each in _above(root))


def _with_groups(new: set[str], named: set[str], groups: list[tuple[str, set[str]]]) -> set[str]:
    """Who names a member of a workspace, names the workspace."""
    return new | {member for _, group in groups if group & named & new for member in group}


def _host(state: "State", project: str, takers: set[str], groups: list[tuple[str, set[str]]]) -> str | None:
    together = {member for _, group in groups if project in group for member in group}
    around = (each for each in _above(project) if each in state.projects)
    return next((each for each in around if each in takers or each not in together), None)


def _above(path: str) -> list[str]:
    found = []
    while path != ROOT:
        path = parent(path)
        found.append(path)
    return found
