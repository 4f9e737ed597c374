"""Reading a suite: every fault of the file is reported at once, before any row is looked at."""

import inspect
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from quality_gate.checks import CHECKS


class SuiteError(ValueError):
    """The file is no valid suite."""


@dataclass(frozen=True)
class Check:
    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    tolerated: int = 0

    def title(self) -> str:
        arguments = ", ".join(f"{key}={value}" for key, value in self.arguments.items())
        return f"{self.name}({arguments})"


@dataclass(frozen=True)
class Suite:
    name: str
    checks: tuple[Check, ...]


def read_suite(path: Path) -> Suite:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(document, dict) or not {"suite", "checks"} <= document.keys():
        raise SuiteError(f"{path}: a suite has the keys 'suite' and 'checks'")
    faults: list[str] = []
    checks = [_read_check(item, faults) for item in document["checks"]]
    if faults:
        raise SuiteError("\n".join(f"{path}: {fault}" for fault in faults))
    return Suite(document["suite"], tuple(checks))


def _read_check(item: dict[str, Any], faults: list[str]) -> Check:
    arguments = dict(item)
    name = str(arguments.pop("check", ""))
    tolerated = int(arguments.pop("tolerated", 0))
    function = CHECKS.get(name)
    if function is None:
        near = get_close_matches(name, CHECKS, n=1)
        faults.append(f"no check '{name}'" + (f"; did you mean '{near[0]}'?" if near else ""))
    else:
        try:
            inspect.signature(function).bind([], **arguments)
        except TypeError as error:
            faults.append(f"{name}: {error}")
    return Check(name, arguments, tolerated)
