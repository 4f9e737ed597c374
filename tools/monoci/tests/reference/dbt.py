"""dbt projects (DESIGN 3.1 to 3.3, docs/design/ecosystems.md): a second family of manifests beside uv's."""

from dataclasses import dataclass, field

from .links import follow
from .paths import join, parent, parts
from .tree import Tree

MANIFEST = "dbt_project.yml"
PACKAGE_FILES = ("packages.yml", "dependencies.yml")
FETCHED = ("dbt_packages", "dbt_modules")  # "Directories of these names hold what the tool downloaded"

# What dbt itself reads; "`macro-paths`, `model-paths`, … that leave the project are inputs" (issue 12, 1.6).
PATH_KEYS = (
    "model-paths",
    "seed-paths",
    "test-paths",
    "analysis-paths",
    "macro-paths",
    "snapshot-paths",
    "docs-paths",
    "asset-paths",
    "function-paths",
    "source-paths",
    "data-paths",
    "packages-install-path",
)

# "uv, and sqlfluff": dbt is a program of Python that a manifest above installs.
CONTEXT_FILES = ("pyproject.toml", "uv.toml", ".python-version", ".sqlfluff")


@dataclass
class DbtProject:
    name: str | None = None
    local: list[str] = field(default_factory=list)
    parent_strings: list[str] = field(default_factory=list)


def dbt_project(tree: Tree, directory: str) -> DbtProject | None:
    """Rule: "`dbt_project.yml` is a manifest, `local:` entries of `packages.yml` and `dependencies.yml` are edges"."""
    data = _yaml(tree, join(directory, MANIFEST))
    if data is None:
        return None
    found = DbtProject(name=data.get("name"))
    texts = [text for key in PATH_KEYS for text in _texts(data.get(key))]
    found.parent_strings = [text for text in texts if ".." in text.split("/")]
    for name in PACKAGE_FILES:
        packages = (_yaml(tree, join(directory, name)) or {}).get("packages")
        entries = [each for each in packages if isinstance(each, dict)] if isinstance(packages, list) else []
        found.local += [each["local"] for each in entries if isinstance(each.get("local"), str)]
    return found


def dbt_directories(tree: Tree) -> set[str]:
    """Where a manifest stands. "In [fetched directories] no project is looked for"."""
    found = {parent(path) for path in tree.entries if parts(path)[-1] == MANIFEST}
    return {
        each for each in found if not set(parts(each)) & set(FETCHED) and _yaml(tree, join(each, MANIFEST)) is not None
    }


def _yaml(tree: Tree, path: str) -> dict | None:
    walk = follow(tree, path)
    if walk.kind != "file":
        return None
    import yaml  # only repositories with dbt projects need it

    data = yaml.load(tree.read(walk.path), yaml.BaseLoader)  # noqa: S506 (makes plain values only)
    return data if isinstance(data, dict) else {}


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]
