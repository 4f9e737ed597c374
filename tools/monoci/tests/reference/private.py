"""DESIGN 3.6: "What dependents cannot see". `auto`: "top-level tests, test, docs, benchmarks and pages (*.md, *.rst) of
a package whose import root is elsewhere [...], never what is packed"."""

import re
import tomllib
from collections.abc import Iterator

from .config import Config, Settings
from .globs import matches_at_or_above
from .links import content_at, follow
from .manifest import value_at
from .names import normalise
from .paths import ROOT, join
from .tree import Tree

BESIDE = ("tests", "test", "docs", "benchmarks", "*.md", "*.rst")
ALWAYS_PACKED = ("LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*")
# What source archives hold and what is left out: "never what is packed" is about what dependents install.
NOT_PACKED = {"sdist", "source-include", "source-includes", "source-exclude"}
NOT_PACKED |= {"exclude", "excludes", "wheel-exclude", "exclude-package-data"}
# Keys that say nothing of files beside the package; with any other key nothing is private.
HARMLESS = {
    ("tool", "hatch", "build"): {"targets", "packages", "exclude"},
    ("tool", "hatch", "build", "targets"): {"wheel", "sdist"},
    ("tool", "hatch", "build", "targets", "wheel"): {"packages", "exclude"},
    ("tool", "setuptools"): {"packages", "package-dir", "package-data", "include-package-data", "exclude-package-data"}
    | {"zip-safe", "dynamic", "license-files"},
    ("tool", "setuptools", "packages"): {"find"},
    ("tool", "setuptools", "packages", "find"): {"where", "include", "exclude", "namespaces"},
    ("tool", "setuptools", "package-dir"): {""},
    ("tool", "pdm", "build"): {"package-dir", "excludes", "source-includes"},
    ("tool", "flit"): {"module", "sdist"},
}


class Private:
    """Which of a project's own files its dependents cannot see."""

    def __init__(self, tree: Tree, project: str, config: Config, settings: Settings) -> None:
        self.tree, self.project = tree, project
        prefix = "" if project == ROOT else project + "/"
        self.said = [prefix + glob for glob in settings.private]
        self.said += config.private if isinstance(config.private, list) else []
        self.proven: list[str] = []
        self.packed: list[str] = []
        self.seen: set[str] = set()
        document = self._document() if config.private == "auto" else None
        roots = None if document is None else self._roots(document)
        if document is not None and roots is not None:
            self.proven = [prefix + glob for glob in BESIDE]
            named = [*ALWAYS_PACKED, *roots, *_packaging_texts(document)]
            named += [head for head in (re.split("[.:]", text)[0] for text in named) if head]
            if any(".." in text for text in named):
                self.proven = []
            self.packed = [prefix + text.removeprefix("./") for text in named]
            self.seen = {path for link in self._links() for path in content_at(tree, link, link)}
            ends = [follow(tree, link).path for link in self._links()]
            self.seen |= {path for end in ends if end is not None for path in _below(tree, end)}

    def __contains__(self, path: str) -> bool:
        if _any_matches(self.said, path):
            return True
        return _any_matches(self.proven, path) and not _any_matches(self.packed, path) and path not in self.seen

    def _links(self) -> list[str]:
        """Its own links: "never what is packed, linked or named"."""
        return [path for path in self.tree.at_or_below(self.project) if self.tree.kind(path) == "link"]

    def _document(self) -> dict | None:
        path = join(self.project, "pyproject.toml")
        if self.tree.kind(path) != "file" or self.tree.kind(join(self.project, "dbt_project.yml")) is not None:
            return None
        try:
            return tomllib.loads(self.tree.read(path).decode())
        except (UnicodeDecodeError, tomllib.TOMLDecodeError):
            return None

    def _roots(self, document: dict) -> list[str] | None:
        """The directories of code; None where the package may be its whole directory."""
        built = document.get("build-system", {})
        if "backend-path" in built or value_at(document, "tool", "uv", "package") is False:
            return None
        if any(set(value_at(document, *table) or {}) - keys for table, keys in HARMLESS.items()):
            return None
        back_end = built.get("build-backend")
        if back_end == "uv_build":
            return _elsewhere([value_at(document, "tool", "uv", "build-backend", "module-root") or "src"])
        if back_end == "hatchling.build":
            custom = value_at(document, "tool", "hatch", "metadata", "hooks", "custom") is not None
            wheel = value_at(document, "tool", "hatch", "build", "targets", "wheel", "packages")
            packages = wheel or value_at(document, "tool", "hatch", "build", "packages") or []
            roots = [package.rpartition("/")[0] or "." for package in packages]
            return None if custom or self._has("hatch.toml") else self._found(document, roots, [])
        if back_end == "setuptools.build_meta":
            packages = value_at(document, "tool", "setuptools", "packages")
            roots = list(value_at(document, "tool", "setuptools", "packages", "find", "where") or [])
            if isinstance(packages, list) or (packages and not roots) or self._has("setup.py", "setup.cfg"):
                return None
            roots += list((value_at(document, "tool", "setuptools", "package-dir") or {}).values())
            return _elsewhere(roots) if roots else self._source()
        if back_end == "pdm.backend":
            directory = value_at(document, "tool", "pdm", "build", "package-dir")
            if self._has("pdm_build.py"):
                return None
            return _elsewhere([directory]) if directory else self._source()
        if back_end == "flit_core.buildapi":
            return self._found(document, [], [value_at(document, "tool", "flit", "module", "name")])
        if back_end == "poetry.core.masonry.api":
            poetry = value_at(document, "tool", "poetry") or {}
            roots = [each.get("from", ".") for each in poetry.get("packages", [])]
            return None if {"include", "build"} & set(poetry) else self._found(document, roots, [])
        return None

    def _found(self, document: dict, roots: list[str], modules: list) -> list[str] | None:
        if roots:
            return _elsewhere(roots)
        module = next(filter(None, modules), None) or normalise(value_at(document, "project", "name") or "").replace(
            "-", "_"
        )
        in_source = self._has(f"src/{module}/__init__.py", f"src/{module}.py")
        return self._source() if module and in_source and not self._has(module, module + ".py") else None

    def _source(self) -> list[str] | None:
        return [] if self.tree.kind(join(self.project, "src")) == "directory" else None

    def _has(self, *names: str) -> bool:
        return any(self.tree.kind(join(self.project, name)) is not None for name in names)


def _below(tree: Tree, path: str) -> list[str]:
    return tree.at_or_below(path) if tree.kind(path) is not None else []


def _elsewhere(roots: list[str]) -> list[str] | None:
    inside = all(root.strip("./") and not root.startswith("/") and ".." not in root for root in roots)
    return roots if inside else None


def _any_matches(globs: list[str], path: str) -> bool:
    return any(matches_at_or_above(glob, path) for glob in globs)


def _packaging_texts(document: dict) -> Iterator[str]:
    places = [("project", key) for key in ("readme", "license", "license-files")]
    places += [("tool", tool) for tool in ("hatch", "setuptools", "pdm", "flit", "poetry")]
    for place in [*places, ("tool", "uv", "build-backend")]:
        yield from _texts(value_at(document, *place))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NOT_PACKED:
                yield key
                yield from _texts(item)
