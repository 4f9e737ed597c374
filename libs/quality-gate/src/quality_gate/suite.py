"""Reading suites: every fault of the file is told at once, with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .check import Check
from .checks import TABLE


class SuiteError(ValueError):
    """The file is no valid suite."""


@dataclass(frozen=True)
class NamedCheck:
    name: str
    check: Check
    line: int


@dataclass(frozen=True)
class Suite:
    name: str
    stage: Literal["runtime", "semantic"]
    checks: tuple[NamedCheck, ...]
    key: tuple[str, ...] = ()  # columns by which findings name rows
    allow_empty: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    suite: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
    stage: Literal["runtime", "semantic"]
    description: str = ""
    key: list[str] = []
    allow_empty: bool = False
    checks: Annotated[list[dict[str, Any]], Field(min_length=1)]


@dataclass(frozen=True)
class _Fault:
    line: int
    message: str


def load_suite(path: str | Path) -> Suite:
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path}: error: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        document = yaml.safe_load(text)
        faults = [] if root is None else list(_repeated_keys(root))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or error
        raise SuiteError(f"{path}{line}: error: no YAML: {what}") from None
    except RecursionError:
        raise SuiteError(f"{path}: error: the suite is nested too deeply") from None
    except ValueError as error:  # of a date such as 2026-02-30
        raise SuiteError(f"{path}: error: {error}") from None
    if not isinstance(root, yaml.MappingNode):
        raise SuiteError(f"{path}:1: error: a suite has the keys suite, stage and checks")
    suite = _read(document, root, faults)
    if faults or suite is None:
        lines = [f"{path}:{fault.line}: error: {fault.message}" for fault in sorted(faults, key=lambda f: f.line)]
        raise SuiteError("\n".join(lines))
    return suite


def _read(document: Any, root: yaml.MappingNode, faults: list[_Fault]) -> Suite | None:  # noqa: ANN401
    try:
        file = _File.model_validate(document)
    except ValidationError as error:
        faults += [_fault(root, fault, set(_File.model_fields)) for fault in error.errors()]
        given = document.get("checks")
        if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
            return None
        file = _File.model_construct(stage=document.get("stage"), checks=given)  # the checks may be faulty, too
    checks = []
    for index, item in enumerate(file.checks):
        node = _at(root, ("checks", index))
        named = _check(dict(item), node, file.stage, faults)
        checks += [named] if named else []
    if faults:
        return None
    return Suite(file.suite, file.stage, tuple(checks), tuple(file.key), file.allow_empty)


def _check(item: dict[str, Any], node: yaml.Node, stage: str, faults: list[_Fault]) -> NamedCheck | None:
    name, line = str(item.pop("check", "")), node.start_mark.line + 1
    entry = TABLE.get(name)
    if entry is None:
        faults.append(_Fault(line, f"no check '{name}'{_hint(name, set(TABLE))}" if name else "`check:` is missing"))
        return None
    if entry.stage == "semantic" and stage == "runtime":
        faults.append(_Fault(line, f"'{name}' is a semantic check: a suite of the stage runtime cannot have it"))
    try:
        return NamedCheck(name, entry.arguments.model_validate(item), line)
    except ValidationError as error:
        known = set(entry.arguments.model_fields)
        found = [_fault(node, fault, known) for fault in error.errors()]
        faults += [_Fault(fault.line, f"{name}: {fault.message}") for fault in dict.fromkeys(found)]
        return None


def _fault(node: yaml.Node, fault: Any, known: set[str]) -> _Fault:  # noqa: ANN401 (pydantic's ErrorDetails)
    where = fault["loc"]
    line = _at(node, where).start_mark.line + 1
    key = str(where[0]) if where else ""
    if fault["type"] == "extra_forbidden":
        return _Fault(line, f"no key '{key}'{_hint(key, known)}")
    if fault["type"] == "missing":
        return _Fault(line, f"`{key}:` is missing")
    message = fault["msg"].removeprefix("Value error, ")
    return _Fault(line, f"{key}: {message[:1].lower()}{message[1:]}" if key else message)


def _hint(name: str, known: set[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean '{near[0]}'?" if near else f"; there are {', '.join(sorted(known))}"


def _at(node: yaml.Node, path: tuple[str | int, ...]) -> yaml.Node:
    """The node at the path, or the last one that is there on the way."""
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                return node
            node = found[1] if isinstance(found[1], yaml.CollectionNode) else found[0]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node


def _repeated_keys(node: yaml.Node, looked_at: set[int] | None = None) -> Iterator[_Fault]:
    """Each node once, however many aliases mean it: one may stand within what it means."""
    looked_at = set() if looked_at is None else looked_at
    if id(node) in looked_at:
        return
    looked_at.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield _Fault(key.start_mark.line + 1, f"the key '{key.value}' stands here twice")
            seen.add(key.value)
            yield from _repeated_keys(value, looked_at)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _repeated_keys(child, looked_at)
