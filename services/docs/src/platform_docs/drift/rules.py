"""Which page tells of which code, from YAML: every fault of the file at once, each with its line."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pathspec
import yaml

HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
KEYS = {"files", "page", "section"}
MANIFESTS = ("pyproject.toml", "monoci.project.yaml")


class RulesError(Exception):
    """The file is no valid set of rules; one line for each fault."""


@dataclass(frozen=True)
class Rule:
    """Files of a project, seen from its directory, and where they are described: a page, seen from the root of the
    repository, and one of its headings."""

    project: str
    files: pathspec.PathSpec
    page: str
    section: str

    def covers(self, path: str) -> bool:
        return path.startswith(f"{self.project}/") and self.files.match_file(path.removeprefix(f"{self.project}/"))


def read_rules(file: Path, pages: Path, repository: Path) -> list[Rule]:
    """Rules in the order of the file. `pages` is the directory that they name pages in."""
    reader = _Reader(file, pages, repository)
    rules = reader.read()
    if reader.faults:
        raise RulesError("\n".join(text for _, _, text in sorted(reader.faults)))
    return rules


class _Reader:
    def __init__(self, file: Path, pages: Path, repository: Path) -> None:
        self.file, self.pages, self.repository = file, pages.resolve(), repository.resolve()
        self.faults: list[tuple[int, int, str]] = []

    def read(self) -> list[Rule]:
        try:
            document = yaml.compose(self.file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            mark = getattr(error, "problem_mark", None)
            self._fault(mark, getattr(error, "problem", None) or str(error))
            return []
        rules = []
        for project, (at, entries) in self._mapping(document, "projects, each with a list of rules").items():
            if not self._is_project(project):
                self._fault(at, f"there is no project `{project}`")
            if not isinstance(entries, yaml.SequenceNode):
                self._fault(entries.start_mark, f"`{project}` needs a list of rules")
                continue
            rules += [rule for entry in entries.value if (rule := self._rule(project, entry))]
        return rules

    def _is_project(self, name: str) -> bool:
        """Written as monoci writes it, because changed files are found by it."""
        written_well = os.path.normpath(name) == name and not Path(name).is_absolute() and not name.startswith("..")
        return written_well and any((self.repository / name / manifest).is_file() for manifest in MANIFESTS)

    def _rule(self, project: str, entry: yaml.Node) -> Rule | None:
        words = {name: value for name, (_, value) in self._mapping(entry, "`files`, `page` and `section`").items()}
        for name in sorted(words.keys() - KEYS):
            self._fault(words[name].start_mark, f"unknown key `{name}`: a rule has files, page and section")
        if missing := sorted(KEYS - words.keys()):
            self._fault(entry.start_mark, f"the rule has no {' and no '.join(missing)}")
            return None
        files, page = self._files(words["files"]), self._page(words["page"])
        section = self._text(words["section"])
        if page is None or not section:
            return None
        if section not in headings((self.repository / page).read_text(encoding="utf-8", errors="replace")):
            self._fault(words["section"].start_mark, f"`{page}` has no section `{section}`")
        return Rule(project, files, page, section)

    def _page(self, node: yaml.Node) -> str | None:
        """Where the page really lies: it may be linked, and git knows what changed by that name alone."""
        page = self._text(node)
        if not page:
            return None
        place = Path(os.path.normpath(self.pages / page))
        if not place.is_relative_to(self.pages) or not place.is_file():
            self._fault(node.start_mark, f"there is no page `{page}`")
        elif not place.resolve().is_relative_to(self.repository):
            self._fault(node.start_mark, f"`{page}` lies outside of the repository")
        else:
            return place.resolve().relative_to(self.repository).as_posix()
        return None

    def _files(self, node: yaml.Node) -> pathspec.PathSpec:
        patterns: list[pathspec.Pattern] = []
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._fault(node.start_mark, "`files` is a list of patterns")
            return pathspec.PathSpec([])
        for each in node.value:
            text = self._text(each)
            try:
                patterns += pathspec.PathSpec.from_lines("gitwildmatch", [text]).patterns
            except ValueError as error:
                self._fault(each.start_mark, str(error))
        return pathspec.PathSpec(patterns)

    def _mapping(self, node: yaml.Node | None, wanted: str) -> dict[str, tuple[yaml.Mark, yaml.Node]]:
        """Values by their keys, each with the place of the key."""
        if not isinstance(node, yaml.MappingNode):
            self._fault(node.start_mark if node else None, f"here should be a map: {wanted}")
            return {}
        found: dict[str, tuple[yaml.Mark, yaml.Node]] = {}
        for key, value in node.value:
            name = self._text(key)
            if name in found:
                self._fault(key.start_mark, f"`{name}` is there twice")
            elif name:
                found[name] = (key.start_mark, value)
        return found

    def _text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value:
            return str(node.value)
        self._fault(node.start_mark, "here should be a text")
        return ""

    def _fault(self, mark: yaml.Mark | None, what: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        where = f":{line}:{column}" if mark else ""
        self.faults.append((line, column, f"{self.file}{where}: error: {what}"))


def headings(markdown: str) -> set[str]:
    return set(HEADING.findall(FENCE.sub("", markdown)))
