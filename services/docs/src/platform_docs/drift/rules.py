"""Which page tells of which code, from YAML: every fault of the file at once, each with its line."""

import re
from dataclasses import dataclass
from pathlib import Path

import pathspec
import yaml

HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
KEYS = {"files", "page", "section"}


class RulesError(Exception):
    """The file is no valid set of rules; one line for each fault."""


@dataclass(frozen=True)
class Rule:
    """Files of a project, seen from its directory, and where they are described; the section is a heading."""

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
        raise RulesError("\n".join(reader.faults))
    return rules


class _Reader:
    def __init__(self, file: Path, pages: Path, repository: Path) -> None:
        self.file, self.pages, self.repository = file, pages, repository
        self.faults: list[str] = []

    def read(self) -> list[Rule]:
        try:
            document = yaml.compose(self.file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            mark = getattr(error, "problem_mark", None)
            self._fault(mark, getattr(error, "problem", None) or str(error))
            return []
        rules = []
        for project, entries in self._mapping(document, "projects, each with a list of rules"):
            if not (self.repository / project.value).is_dir():
                self._fault(project.start_mark, f"there is no project `{project.value}`")
            if not isinstance(entries, yaml.SequenceNode):
                self._fault(entries.start_mark, f"`{project.value}` needs a list of rules")
                continue
            rules += [rule for entry in entries.value if (rule := self._rule(project.value, entry))]
        return rules

    def _rule(self, project: str, entry: yaml.Node) -> Rule | None:
        words = {key.value: value for key, value in self._mapping(entry, "`files`, `page` and `section`")}
        for name in sorted(words.keys() - KEYS):
            self._fault(words[name].start_mark, f"unknown key `{name}`: a rule has files, page and section")
        if missing := sorted(KEYS - words.keys()):
            self._fault(entry.start_mark, f"the rule has no {' and no '.join(missing)}")
            return None
        page, section = self._text(words["page"]), self._text(words["section"])
        patterns = self._texts(words["files"])
        if page and section:
            self._check_page(words["page"], words["section"], page, section)
        return Rule(project, pathspec.PathSpec.from_lines("gitwildmatch", patterns), page, section)

    def _check_page(self, at: yaml.Node, section_at: yaml.Node, page: str, section: str) -> None:
        place = self.pages / page
        if not place.is_file():
            self._fault(at.start_mark, f"there is no page `{page}`")
        elif section not in headings(place.read_text(encoding="utf-8")):
            self._fault(section_at.start_mark, f"`{page}` has no section `{section}`")

    def _mapping(self, node: yaml.Node | None, wanted: str) -> list[tuple[yaml.Node, yaml.Node]]:
        if isinstance(node, yaml.MappingNode):
            pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
            return pairs
        self._fault(node.start_mark if node else None, f"here should be a map: {wanted}")
        return []

    def _texts(self, node: yaml.Node) -> list[str]:
        if isinstance(node, yaml.SequenceNode) and node.value:
            return [self._text(each) for each in node.value]
        self._fault(node.start_mark, "`files` is a list of patterns")
        return []

    def _text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value:
            return str(node.value)
        self._fault(node.start_mark, "here should be a text")
        return ""

    def _fault(self, mark: yaml.Mark | None, what: str) -> None:
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        self.faults.append(f"{self.file}{where}: error: {what}")


def headings(markdown: str) -> set[str]:
    return set(HEADING.findall(FENCE.sub("", markdown)))
