"""DESIGN 3, "Inputs of a project" 6: "repository files that those templates' scripts and includes name"."""

import re
from collections.abc import Callable, Iterable, Iterator

from .links import content_at, follow
from .paths import ROOT, contains, join, parent
from .tree import Tree

SCRIPTS = ("script", "before_script", "after_script", "pre_get_sources_script")
BEFORE_FILES = {
    "bash",
    "sh",
    "zsh",
    "dash",
    "source",
    ".",
    "python",
    "python3",
    "node",
    "-f",
    "-r",
    "-c",
    "--file",
    "cat",
}
NOT_BY_FILE = ("uv.lock",)  # 3, item 4: "never the lock file as a whole"
ROOT_ONLY = ("monoci.yaml", "pyproject.toml", "dbt_project.yml")  # these count by what they say


def files_of_jobs(
    tree: Tree,
    templates: Iterable[str],
    project: str,
    concerned: set[str],
    needed_at: Callable[[str, set[str]], set[str]],
) -> set[str]:
    """What the templates are made of and call, as one project sees it; `concerned` are all projects of the kind, and
    `needed_at` tells what else counts where a path is that of a project."""
    found: set[str] = set()
    waiting, known = list(templates), set(templates)
    while waiting:
        template = waiting.pop()
        found |= content_at(tree, template, project)
        document = _read(tree, template)
        for included in _included(tree, document):
            found |= content_at(tree, included, project)
            if included not in known:
                known.add(included)
                waiting.append(included)
        for word in _words(document):
            path = _meant_by(tree, word, project, concerned)
            if path is not None:
                found |= content_at(tree, path, project) | needed_at(path, concerned)
    return found


def _read(tree: Tree, path: str) -> object:
    walk = follow(tree, path)
    if walk.kind != "file":
        return None
    import yaml  # only repositories that configure monoci need it

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
    try:
        return yaml.load(tree.read(walk.path), Loader)  # noqa: S506 (makes plain values only)
    except yaml.YAMLError:
        return None


def _included(tree: Tree, document: object) -> Iterator[str]:
    if not isinstance(document, dict):
        return
    items = _listed(document.get("include"))
    for job in document.values():
        trigger = job.get("trigger") if isinstance(job, dict) else None
        items += _listed(trigger.get("include")) if isinstance(trigger, dict) else []
    for item in items:
        name = item.get("local") if isinstance(item, dict) else item
        if not isinstance(name, str) or "://" in name or "$" in name:
            continue
        name = name.lstrip("/")
        if "*" in name:
            crossing = re.escape(name).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
            yaml_files = [each for each in tree.entries if each.endswith((".yml", ".yaml"))]
            yield from (each for each in yaml_files if re.fullmatch(crossing, each) and tree.kind(each) == "file")
        else:
            yield name


def _listed(value: object) -> list:
    return [*value] if isinstance(value, list) else [] if value is None else [value]


def _words(value: object, runs: bool = False) -> Iterator[str]:
    """The words of all scripts, wherever they stand."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _words(inner, runs or key in SCRIPTS)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, runs)
    elif runs and isinstance(value, str):
        plain = re.sub(r"\$\{(\w+)\}", r"$\1", value.replace('"', "").replace("'", "")).replace("$CI_PROJECT_DIR/", "")
        words = re.split(r"[\s;&|()<>=]+", plain)
        for before, word in zip(["", *words], words, strict=False):
            if re.search(r"[/.A-Z]", word) or before in BEFORE_FILES:  # else a plain word is a word
                yield word


def _meant_by(tree: Tree, word: str, project: str, concerned: set[str]) -> str | None:
    own = word.startswith("$MONOCI_PROJECT/")
    path = join(project, word.removeprefix("$MONOCI_PROJECT/")) if own else join(ROOT, word)
    is_known = path is not None and "$" not in path and "*" not in path
    if not word or not is_known or path == ROOT or path.rpartition("/")[2] in NOT_BY_FILE:
        return None
    if parent(path) == ROOT and path in ROOT_ONLY:
        return None
    if any(contains(path, each) for each in ({project} if own else concerned)) or (own and contains(project, path)):
        return None
    if "/" not in word and follow(tree, path).kind == "directory":
        return None
    return path
