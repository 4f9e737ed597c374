"""A workspace under git that is made and changed with the real uv, for lock_edits.py.

Beside the members it has what a lock can hold besides packages of an index: two packages of a git repository that lies
outside (one source is the root's, one a member's own), and a directory that is a path source but no member. Nothing is
built: all of uv's answers come from static metadata. `exclude-newer` makes the same seed give the same locks later on.
"""

import json
import os
import re
import shutil
import subprocess
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT_MANIFEST = "pyproject.toml"
VENDORED = "vendor/vendored"
PROBE = "probe"  # asks for all of `vendored` and is never edited: what it is installed with is what `vendored` needs
UNASKED = "docs"  # a group of the virtual root that is no default group
DEFAULT = "tools"  # and one that is
OWN_GROUPS = ("--all-groups", "--no-group", DEFAULT, "--no-group", UNASKED)  # uv brings the root's along
CLOCK = {"GIT_AUTHOR_DATE": "2026-11-15T00:00:00Z", "GIT_COMMITTER_DATE": "2026-11-15T00:00:00Z"}
WHO = {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
BUILD = {"requires": ["hatchling"], "build-backend": "hatchling.build"}
SIBLING = {"workspace": True}


class UvRefusedError(Exception):
    """uv cannot resolve what an edit asks for."""


class Upstream:
    """The git repository of the packages `tiny` and `speck`: each commit changes what they require."""

    REQUIRED = (["six"], ["six", "idna"], [], ["iniconfig"], ["iniconfig", "packaging"], ["h11"])

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.commits: list[str] = []
        directory.mkdir(parents=True)
        run(directory, "git", "init", "-q", "-b", "main", ".")
        for _ in range(4):
            self.advance()

    def advance(self) -> str:
        """One more commit on `main`, with a tag."""
        count = len(self.commits)
        for place, name in enumerate(("tiny", "speck")):
            asked = self.REQUIRED[(count + place) % len(self.REQUIRED)]
            write(self.directory / name / ROOT_MANIFEST, package(name, asked) | {"build-system": BUILD})
        commit(self.directory, f"commit {count}")
        self.commits.append(run(self.directory, "git", "rev-parse", "HEAD").strip())
        run(self.directory, "git", "tag", f"v{count}")
        return self.commits[-1]

    def source(self, name: str, **which: str) -> dict:
        return {"git": self.directory.as_uri(), "subdirectory": name} | which


class Workspace:
    def __init__(self, directory: Path) -> None:
        self.upstream = Upstream(directory / "upstream")
        self.directory = directory / "workspace"
        self.members = {name: f"p/{name}" for name in _members(self.upstream)}
        self.projects = sorted([*self.members.values(), VENDORED])
        write(self.directory / ROOT_MANIFEST, _root(self.upstream))
        for name, manifest in _members(self.upstream).items():
            write(self.directory / self.members[name] / ROOT_MANIFEST, manifest)
        vendored = package("vendored", ["markupsafe"], {"more": ["packaging"]}) | {"build-system": BUILD}
        write(self.directory / VENDORED / ROOT_MANIFEST, vendored)
        run(self.directory, "git", "init", "-q", "-b", "main", ".")
        self.uv("lock")
        self.commit("the start")

    @property
    def lock(self) -> Path:
        return self.directory / "uv.lock"

    def manifest(self, directory: str) -> dict:
        return tomllib.loads((self.directory / directory / ROOT_MANIFEST).read_text())

    def write_manifest(self, directory: str, manifest: dict) -> None:
        write(self.directory / directory / ROOT_MANIFEST, manifest)

    def uv(self, *arguments: str) -> str:
        """Runs uv; the text says what was run."""
        try:
            run(self.directory, uv_program(), "-q", *arguments)
        except subprocess.CalledProcessError as fault:
            raise UvRefusedError(fault.stderr) from None
        return " ".join(("uv", *arguments))

    def locked(self) -> list[dict]:
        return tomllib.loads(self.lock.read_text())["package"]

    def changed(self) -> set[str]:
        listed = run(self.directory, "git", "status", "--porcelain", "--untracked-files=all")
        return {line[3:] for line in listed.splitlines()}

    def restore(self) -> None:
        run(self.directory, "git", "checkout", "-q", "--", ".")
        run(self.directory, "git", "clean", "-fdq")

    def commit(self, said: str) -> str:
        commit(self.directory, said)
        return run(self.directory, "git", "rev-parse", "HEAD").strip()

    def installed(self) -> "Installed":
        """`vendored` is no member, so uv says nothing for it by name: its texts are those of PROBE."""
        with ThreadPoolExecutor(2) as pool:  # most of the time is the start of uv
            exports, trees = (
                dict(zip(self.members.values(), pool.map(ask, self.members), strict=True))
                for ask in (self._export, self._tree)
            )
        for texts in (exports, trees):
            texts[VENDORED] = texts[self.members[PROBE]]
        by_default = self._ask("export", "--no-header", "--only-group", DEFAULT)
        return Installed(exports, trees, by_default, set(self.members.values()))

    def _export(self, name: str) -> str:
        return self._ask("export", "--no-header", "--package", name, "--all-extras", *OWN_GROUPS)

    def _tree(self, name: str) -> str:
        """Without groups of the packages below: nobody who asks for those gets them."""
        lines = self._ask("tree", "--universal", "--no-dedupe", "--package", name, *OWN_GROUPS).splitlines()
        kept, hidden = [], None
        for line in lines:
            depth = re.search(r"\w", line).start()
            if hidden is not None and depth > hidden:
                continue
            hidden = depth if depth > len("├── ") and "(group: " in line else None
            kept += [line] if hidden is None else []
        return "\n".join(sorted(_ways(kept)))

    def _ask(self, command: str, *options: str) -> str:
        return run(self.directory, uv_program(), command, "-q", "--frozen", *options)


@dataclass(frozen=True)
class Installed:
    """What uv says of each project, by directory."""

    exports: dict[str, str]
    trees: dict[str, str]
    by_default: str  # what the default groups of the root bring to all members
    members: set[str]

    def differs_in_export(self, other: "Installed") -> set[str]:
        found = {project for project, text in self.exports.items() if text != other.exports[project]}
        return found | (self.members if self.by_default != other.by_default else set())

    def differs_in_tree(self, other: "Installed") -> set[str]:
        return {project for project, text in self.trees.items() if text != other.trees[project]}


def _ways(lines: list[str]) -> set[str]:
    """Each line with those above it, so that neither order nor the shape of the drawing matters."""
    ways, above = set(), []
    for line in lines:
        start = re.search(r"\w", line).start()
        above = [*above[: start // len("├── ")], line[start:]]
        ways.add(" > ".join(above))
    return ways


def uv_program() -> str:
    found = shutil.which("uv")
    if found is None:
        raise SystemExit("lock_edits.py: uv is not on PATH")
    return found


def run(directory: Path, *command: str) -> str:
    environment = os.environ | CLOCK | WHO | {"UV_PYTHON_DOWNLOADS": "never"}
    ended = subprocess.run(command, cwd=directory, env=environment, check=True, capture_output=True, text=True)
    return ended.stdout


def commit(directory: Path, said: str) -> None:
    run(directory, "git", "add", "-A")
    run(directory, "git", "commit", "-q", "--allow-empty", "-m", said)


def write(path: Path, document: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_toml(document, [])).lstrip() + "\n")


def package(name: str, requires: list[str], extras: dict | None = None, groups: dict | None = None) -> dict:
    project = {"name": name, "version": "1", "requires-python": ">=3.11", "dependencies": requires}
    project |= {"optional-dependencies": extras} if extras else {}
    return {"project": project} | ({"dependency-groups": groups} if groups else {})


def with_sources(manifest: dict, **sources: dict) -> dict:
    return manifest | {"tool": {"uv": {"sources": sources}}}


def _root(upstream: Upstream) -> dict:
    sources = {"vendored": {"path": VENDORED}, "tiny": upstream.source("tiny", branch="main")}
    uv = {
        "exclude-newer": "2026-11-15T00:00:00Z",
        "default-groups": [DEFAULT],
        "workspace": {"members": ["p/*"]},
        "sources": sources | {"bare": SIBLING},
    }
    return {"tool": {"uv": uv}, "dependency-groups": {DEFAULT: ["six"], UNASKED: ["packaging"]}}


def _members(upstream: Upstream) -> dict[str, dict]:
    fork = ["click<8.1; python_version < '3.12'", "click>=8.1; python_version >= '3.12'"]
    data = package("data", ["requests", "speck", "python-dateutil"], {"http2": ["httpx[http2]"]})
    shell = package("shell", [*fork, "tiny"], {"all": ["data[http2]"]})
    return {
        "core": package("core", ["httpx>=0.25"], {"x": ["requests"]}, {"dev": ["pytest"]}) | {"build-system": BUILD},
        "web": with_sources(package("web", ["jinja2", "core"], None, {"lint": ["click"]}), core=SIBLING),
        "data": with_sources(data, speck=upstream.source("speck", tag="v1")) | {"build-system": BUILD},
        "app": with_sources(
            package("app", ["core[x]", "packaging"], None, {"test": ["web"]}), core=SIBLING, web=SIBLING
        ),
        "bare": package("bare", [], None, {"dev": ["iniconfig"]}),
        "glue": package("glue", ["vendored"], {"x": ["anyio"]}),
        "shell": with_sources(shell, data=SIBLING),
        PROBE: package(PROBE, ["vendored[more]"]),
    }


def _toml(table: dict, path: list[str]) -> list[str]:
    """As much TOML as manifests need; a string of JSON is one of TOML too, and so is a quoted key."""
    plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
    lines = ["", f"[{'.'.join(map(json.dumps, path))}]"] if path and (plain or not table) else []
    lines += [f"{json.dumps(key)} = {_inline(value)}" for key, value in plain.items()]
    for key, value in table.items():
        lines += _toml(value, [*path, key]) if isinstance(value, dict) else []
    return lines


def _inline(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_inline(each)}" for key, each in value.items()) + " }"
    return json.dumps(value)
