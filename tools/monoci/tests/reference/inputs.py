"""DESIGN 3, "Inputs of a project" 1 to 3 and 6: the files whose content a project depends on, in one tree."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

from .config import Settings
from .dbt import CONTEXT_FILES as DBT_CONTEXT_FILES
from .dbt import DbtProject
from .edges import Node
from .globs import BadPatternError, has_wildcard, matches, matches_at_or_above
from .jobs import files_of_jobs
from .links import content_at, follow
from .manifest import PACKAGE
from .named import NamedFiles
from .paths import ROOT, at_and_above, contains, join, parent
from .private import Private
from .state import Edge, State

CONTEXT_FILES = (
    "pyproject.toml",
    "uv.toml",
    ".python-version",
    ".python-versions",
    "conftest.py",
    "pytest.ini",
    ".pytest.ini",
    "pytest.toml",
    ".pytest.toml",
    "tox.ini",
    "tox.toml",
    "noxfile.py",
    "setup.cfg",
    "ruff.toml",
    ".ruff.toml",
    "mypy.ini",
    ".mypy.ini",
    "ty.toml",
    "pyrightconfig.json",
    ".coveragerc",
    ".coveragerc.toml",
    ".flake8",
    "pylintrc",
    ".pylintrc",
    "pylintrc.toml",
    ".pylintrc.toml",
    ".sqlfluff",
    ".sqlfluffignore",
    ".isort.cfg",
    "pyrefly.toml",
)


class Inputs:
    def __init__(self, state: State) -> None:
        self.state = state
        self.tree = state.tree
        self._owner = lru_cache(maxsize=None)(self._owner_of_directory)
        self._private = lru_cache(maxsize=None)(self._read_private)
        self._context_in = lru_cache(maxsize=None)(self._read_context_in)

    # 1. "Every file it owns, less `ignore` patterns."

    @cached_property
    def owned(self) -> dict[str, set[str]]:
        """The files each project owns; None stands for nobody."""
        found: dict[str | None, set[str]] = {None: set()}
        for path in self.tree.entries:
            for owner in self.owners(path) or [None]:
                found.setdefault(owner, set()).add(path)
        return found

    def owners(self, path: str) -> list[str]:
        """Rule: "The owner of a path is the project with the longest directory that contains it, by component"; "a lock
        file [...] is evidence, not a file of anybody"; a guest "takes nothing away from the project around it" (3.1),
        not even its lock."""
        if self.is_workspace_lock(path):
            group = {
                each
                for workspace in self.state.workspaces
                if workspace.root == parent(path)
                for each in workspace.members
            }
            owner = self.state.hosts.get(min(group)) if group else None
        else:
            owner = path if path in self.state.projects else self._owner(parent(path))
        found = []
        while owner is not None:
            found.append(owner)
            owner = self.state.hosts.get(owner)
        return found

    def is_workspace_lock(self, path: str) -> bool:
        return path.rpartition("/")[2] == "uv.lock" and parent(path) in self.state.roots

    def _owner_of_directory(self, directory: str) -> str | None:
        if directory in self.state.projects:
            return directory
        return None if directory == ROOT else self._owner(parent(directory))

    def own_files(self, project: str) -> set[str]:
        return {path for path in self.owned.get(project, set()) if not self._ignored(project, path)}

    def _ignored(self, project: str, path: str) -> bool:
        own = self.state.settings.get(project, Settings()).ignore
        if not own and not self.state.config.ignore:
            return False
        inside = path if project == ROOT else path.removeprefix(project).lstrip("/")
        return any(matches_at_or_above(glob, path) for glob in [*self.state.config.ignore, *own]) or any(
            matches_at_or_above(glob, inside) for glob in own
        )

    def is_private(self, project: str, path: str) -> bool:
        return path in self._private(project)

    def _read_private(self, project: str) -> Private:
        return Private(self.tree, project, self.state.config, self.state.settings.get(project, Settings()))

    # 2. "Files outside it that it names: the targets of its symlinks, `inputs` it declares, `../` strings".

    def named_files(self, project: str) -> set[str]:
        found = self._behind_links(project) | self._declared(project) | self._behind_parent_strings(project)
        for path in self.state.file_inputs.get(project, ()):
            found |= content_at(self.tree, path, project)
        found |= self.state.source_links.get(project, set())
        found |= self.named.inside(project)
        if follow(self.tree, project).links:  # a directory spelled through a link: what lies there is the project
            found |= content_at(self.tree, project, project)
        declared = self._declared(project)  # "`inputs` that a project names itself win over `inputs.ignore`"
        return {
            path for path in found if project not in self.owners(path) or path in declared - self.own_files(project)
        }

    def _own_links(self, project: str) -> list[str]:
        return [path for path in self.own_files(project) if self.tree.kind(path) == "link"]

    def _behind_links(self, project: str) -> set[str]:
        return {path for link in self._own_links(project) for path in content_at(self.tree, link, link)}

    def linked_submodules(self) -> set[str]:
        """Rule: "Inside a submodule everything resolves to the gitlink, which is an opaque project: as member, as
        source, as link target" (3.1)."""
        walks = [follow(self.tree, link) for project in self.state.projects for link in self._own_links(project)]
        return {walk.path for walk in walks if walk.kind == "submodule"}

    def _declared(self, project: str) -> set[str]:
        """Repository-path globs; one that starts with `./` or `../` is relative to the project."""
        written = self.state.settings.get(project, Settings()).inputs
        globs = [join(project, glob) if glob.startswith(("./", "../")) else glob for glob in written]
        return self._matching([glob for glob in globs if glob is not None]) if globs else set()

    def _matching(self, globs: Iterable[str]) -> set[str]:
        return {path for path in self.tree.entries if any(matches_at_or_above(glob, path) for glob in globs)}

    def _behind_parent_strings(self, project: str) -> set[str]:
        """Rule: "A `../` string with wildcards is matched against the tree; without, it means that file or directory,
        links followed; one that contains the project is none" (3.3)."""
        manifest, found = self.state.projects[project], set()
        texts = [
            *(manifest.parent_strings if manifest else ()),
            *self.state.dbt.get(project, DbtProject()).parent_strings,
        ]
        for text in texts:
            spelled = join(project, text)
            if spelled is None or contains(project, spelled) or contains(spelled, project):
                continue
            if has_wildcard(spelled):
                found |= self._behind_pattern(project, spelled)
            else:
                found |= content_at(self.tree, spelled, project)
        return found

    def _behind_pattern(self, project: str, pattern: str) -> set[str]:
        found = set()
        for path in self.tree.entries:
            for place in at_and_above(path)[:-1]:
                if not contains(place, project) and _matches(pattern, place):
                    found |= {path} | (content_at(self.tree, path, path) if self.tree.kind(path) == "link" else set())
        return found

    # 3. "Global inputs from `monoci.yaml`, and context files".

    @cached_property
    def global_files(self) -> set[str]:
        return self._matching(self.state.config.global_inputs) if self.state.config.global_inputs else set()

    def context_files(self, project: str) -> set[str]:
        """Rule: "It concerns projects of that ecosystem at or below its directory, and the members of the workspace
        whose root it stands in; where it is a link, so does what it points to." And what git makes of files when it
        checks them out: `.gitattributes` of any project's directory and those above."""
        attributes = {
            path for path in (join(each, ".gitattributes") for each in at_and_above(project)) if self._is_file(path)
        }
        return attributes | self._tool_files(project)

    def _is_file(self, path: str) -> bool:
        return self.tree.kind(path) in ("file", "link")

    def _tool_files(self, project: str) -> set[str]:
        directories = set(at_and_above(project)) if project in self._seen_by_uv else set()
        directories |= {each.root for each in self.state.workspaces if project in each.members}
        found = {path for directory in directories for path in self._context_in(directory, CONTEXT_FILES)}
        found |= {path for directory in directories for path in self.named.above(directory)}
        directories = set(at_and_above(project)) if project in self._seen_by_dbt else set()
        return found | {path for directory in directories for path in self._context_in(directory, DBT_CONTEXT_FILES)}

    def is_above_uv(self, directory: str, project: str) -> bool:
        return directory in at_and_above(project) and project in self._seen_by_uv

    def is_above_dbt(self, directory: str, project: str) -> bool:
        return directory in at_and_above(project) and project in self._seen_by_dbt

    def named_context(self, project: str) -> set[str]:
        """Context files that another file names, or that a link of such a name leads to."""
        directories = set(at_and_above(project)) | {
            each.root for each in self.state.workspaces if project in each.members
        }
        named = {path for directory in directories for path in self.named.above(directory)}
        for directory in directories:
            for name in (*CONTEXT_FILES, *DBT_CONTEXT_FILES):
                path = join(directory, name)
                if self.tree.kind(path) == "link":
                    named |= {path, *content_at(self.tree, path, path)}
        return named

    @cached_property
    def named(self) -> NamedFiles:
        return NamedFiles(self.state, self.owners, self._ignored)

    @cached_property
    def _seen_by_uv(self) -> set[str]:
        """Projects with a manifest, what path sources lead to (uv builds it), and submodules, for they may be any."""
        known = {
            each for each, manifest in self.state.projects.items() if manifest or self.tree.kind(each) == "submodule"
        }
        return known | {edge.target[0] for edge in self._path_edges if self.state.projects.get(edge.source[0])}

    @cached_property
    def _seen_by_dbt(self) -> set[str]:
        submodules = {each for each in self.state.projects if self.tree.kind(each) == "submodule"}
        required = {edge.target[0] for edge in self._path_edges if edge.source[0] in self.state.dbt}
        return set(self.state.dbt) | submodules | required

    @property
    def _path_edges(self) -> list[Edge]:
        """A directory without a manifest of its own is worked on by the tools of who requires it."""
        return [edge for edge in self.state.edges if edge.by_path]

    def _read_context_in(self, directory: str, names: tuple[str, ...]) -> frozenset[str]:
        found = set()
        for name in names:
            path = join(directory, name)
            if self.tree.kind(path) in ("file", "link"):
                found |= {path} | (content_at(self.tree, path, path) if self.tree.kind(path) == "link" else set())
        return frozenset(found)

    # 6. "The job templates that its kind uses, and repository files that those templates' scripts and includes name."

    def kind(self, project: str) -> str | None:
        own = self.state.settings.get(project, Settings()).kind
        kinds = self.state.config.kinds
        return own or next(
            (kind.name for kind in kinds if any(matches_at_or_above(glob, project) for glob in kind.paths)), None
        )

    def templates(self, project: str) -> set[str]:
        name = self.kind(project)
        templates = [path for kind in self.state.config.kinds if kind.name == name for path in kind.jobs]
        if not templates:
            return set()
        concerned = {each for each in self.state.projects if self.kind(each) == name}
        return files_of_jobs(self.tree, templates, project, concerned, self._needed_at)

    def _needed_at(self, path: str, concerned: set[str]) -> set[str]:
        """3.2: "Building or installing a project builds what it depends on": so does a script that names a project.
        What is around a project of the kind is no input of it."""
        if path not in self.state.projects:
            return set()
        waiting = [edge.target for edge in self.state.edges if edge.source[0] == path]
        seen: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if node[0] == path or node in seen:
                continue
            seen.add(node)
            sources = {node, (node[0], PACKAGE)} if node[1].startswith("extra:") else {node}
            waiting += [edge.target for edge in self.state.edges if edge.source in sources]
        found = self.named_files(path)
        for needed in {node[0] for node in seen}:
            if not any(contains(needed, each) for each in concerned - {needed}):
                found |= content_at(self.tree, needed, needed)
            found |= self.named_files(needed)
        return found


def _matches(pattern: str, path: str) -> bool:
    try:
        return matches(pattern, path)
    except BadPatternError:
        return False
