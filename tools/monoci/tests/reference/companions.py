"""DESIGN 3.2: "Path dependencies of other tools' tables (..., `requirements*.txt`, ...) are edges where they name a
project, inputs where they do not", and 3.3: files beside a manifest whose `../` texts are inputs."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from .links import follow
from .manifest import PACKAGE, Manifest, file_url_path, group_node, hatch_paths, pixi_paths
from .names import normalise, requirement
from .paths import ROOT, join, parts
from .tree import Tree

REQUIREMENTS = ("*requirements*.txt", "*requirements*.in", "*constraints*.txt")
REQUIREMENTS_BELOW = ("*.txt", "*.in")  # in `requirements/`
CODE = ("setup.py", "noxfile.py", "hatch_build.py")


def is_list_of_manifest(name: str, below: str) -> bool:
    """Whether a list of requirements is read with the manifest; `below` is its directory as seen from there."""
    if below == "requirements":
        return name.endswith((".txt", ".in"))
    return below == "" and any(fnmatchcase(name, pattern) for pattern in REQUIREMENTS)


def with_companions(tree: Tree, directory: str, manifest: Manifest) -> Manifest:
    own = replace(
        manifest,
        requirements=[*manifest.requirements],
        other_paths=[*manifest.other_paths],
        parent_strings=[*manifest.parent_strings],
    )
    further = [*manifest.lists]
    for _, text in _texts(tree, directory, REQUIREMENTS):
        _add_requirements(own, directory, "", text, further)
    for _, text in _texts(tree, join(directory, "requirements"), REQUIREMENTS_BELOW):
        _add_requirements(own, directory, "requirements/", text, further)
    _follow_requirements(tree, directory, own, further)
    for _, text in _texts(tree, directory, CODE):
        own.parent_strings += [path for line in text.split("\n") for path in _quoted_paths(line)]
    for _, text in _texts(tree, directory, ("setup.cfg",)):
        for line in text.split("\n"):
            if not line.strip().startswith(("#", ";")):
                words = re.split(r"[ \t\r,=:\"']", line)
                own.parent_strings += [word for word in words if word.startswith("../") or "/../" in word]
    for name, text in _texts(tree, directory, ("hatch.toml", "pixi.toml")):
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        environments = data.get("envs")
        own.other_paths += pixi_paths(data) if name == "pixi.toml" else hatch_paths(environments or {})
    for below in ("", "bin/", "scripts/", "tools/"):
        for name, text in _texts(tree, join(directory, below), ("*.py",)):
            if below or name not in CODE:
                _add_script(own, below, text)
    return own


def _add_script(manifest: Manifest, below: str, text: str) -> None:
    """PEP 723: "a block of comments between `# /// script` and `# ///`" is TOML. A dependency without a source is one
    of the project: it may be a member."""
    found = re.search(r"^# /// script\r?\n((?:#(?: [^\n]*)?\r?\n)*?)# ///\r?$", text, re.MULTILINE)
    try:
        data = tomllib.loads(re.sub(r"(?m)^# ?", "", found[1])) if found else {}
    except tomllib.TOMLDecodeError:
        return
    sources = data.get("tool", {}).get("uv", {}).get("sources", {})
    by_name = {normalise(name): value if isinstance(value, list) else [value] for name, value in sources.items()}
    for text in data.get("dependencies", []):
        asked = requirement(text)
        if asked is None:
            continue
        for source in by_name.get(asked.name, [None]):
            if (source is None and asked.url is None) or (source is not None and source.get("workspace") is True):
                manifest.requirements.append((group_node("script"), asked))
            path = file_url_path(asked.url) if source is None and asked.url else (source or {}).get("path")
            if path is not None:
                manifest.other_paths.append((group_node("script"), below + path))


def _texts(tree: Tree, directory: str, patterns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    walk = follow(tree, directory)
    if walk.kind != "directory":
        return
    for name in tree.names(walk.path):
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            file = follow(tree, join(directory, name))
            if file.kind == "file":
                yield name, tree.read(file.path).decode(errors="surrogateescape")


def _follow_requirements(tree: Tree, project: str, manifest: Manifest, further: list[str]) -> None:
    """What `-r` and `-c` name is read as well, wherever it lies, and what that names in turn."""
    known = set()
    while further:
        path = join(project, further.pop(0))
        if path is None or path in known:
            continue
        known.add(path)
        file = follow(tree, path)
        if file.kind == "file":
            seen = path.removeprefix("" if project == ROOT else project + "/")
            seen = seen if seen != path or project == ROOT else "../" * len(parts(project)) + path
            text = tree.read(file.path).decode(errors="surrogateescape")
            _add_requirements(manifest, project, seen[: seen.rfind("/") + 1], text, further)


def _add_requirements(manifest: Manifest, project: str, below: str, text: str, further: list[str]) -> None:
    projects, lists, others = requirement_lines(text, project, below)
    manifest.other_paths += [(PACKAGE, path, extras) for path, extras in projects]
    manifest.parent_strings += others
    further += lists


Lines = tuple[list[tuple[str, tuple[str, ...]]], list[str], list[str]]


def requirement_lines(text: str, project: str = ROOT, below: str = "") -> Lines:
    """pip and uv take `-e PATH`, `PATH`, `file:` URLs, `-r FILE`, `-c FILE` and `-f PLACE`: projects with the extras
    asked for, further lists, and what lies outside."""
    projects, lists, others = [], [], []
    for line in text.split("\n"):
        line = re.sub(r" #.*", "", line).strip(" \t\r").removesuffix("\\").strip(" \t\r")
        if not line or line.startswith("#"):
            continue
        option = re.match(r"(-[ercf]|--(?:editable|requirement|constraint|find-links)(?=[ \t=]))[ \t=]*(.*)", line)
        if option and option[1] not in ("-e", "--editable"):
            file, places = _unquoted(option[2]), {below}
            if option[1] in ("-f", "--find-links"):
                places.add("")
            elif file and "://" not in file and not file.startswith("/") and "$" not in file:
                lists.append(below + file)
            if file and "://" not in file and not file.startswith("/"):
                others += [base + file for base in sorted(places) if ".." in base + file]
        elif option or not line.startswith("-"):
            projects += _paths(option[2] if option else line, project, below)
    return projects, lists, others


def _paths(line: str, project: str, below: str) -> list[tuple[str, tuple[str, ...]]]:
    """pip sees paths from where it is started: the project, the file's directory, or the repository's root."""
    text = _unquoted(line.partition(" ;")[0].strip())
    bracket = re.search(r"\[[^\[]*\]$", text)
    asked = requirement("x" + bracket[0]) if bracket else None
    text = text[: bracket.start()] if bracket else text
    parsed = requirement(text)
    if parsed and parsed.url:
        text, asked = parsed.url, parsed
    if "${" in text:
        path = file_url_path(text if text.startswith("file:") else "file:///" + text)
        if not text.startswith(("file:", "${")) or path is None:
            return []
        text = path
    elif text.startswith("file:"):
        if text.startswith("file:/"):
            return []
        text = text.removeprefix("file:")
    elif "://" in text or text.startswith("/") or not (text.startswith(".") or "/" in text):
        return []
    found = [text, *([below + text] if below else [])]
    leads_down = not text.startswith(".") or (text.startswith("./") and len(text) > 2)
    if leads_down and project != ROOT:
        found.append("../" * len(parts(project)) + text)
    return [(path, asked.extras if asked else ()) for path in found]


def _unquoted(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] in "'\"" and text[0] == text[-1]
    return text[1:-1] if is_quoted else text


def _quoted_paths(line: str) -> Iterator[str]:
    """Texts in quotes that lead upwards; after a `".."` those with only commas and slashes between belong to it."""
    path, last = "", 0
    for found in re.finditer(r"#.*|\"([^\"]*)\"|'([^']*)'", line):
        if found[0].startswith("#"):
            break
        text = found[1] if found[1] is not None else found[2]
        goes_on = path == ".." or path.endswith("/..") or "\0" in path
        if goes_on and re.fullmatch(r"[ \t,/]*", line[last : found.start()]):
            path = path.replace("\0", "") + "/" + text + "\0"
        else:
            yield from _leading_up(path)
            path = text
        last = found.end()
    yield from _leading_up(path)


def _leading_up(path: str) -> list[str]:
    path = path.replace("\0", "")
    _, filled_in, behind = path.rpartition("}")
    if filled_in and behind.startswith("/../"):
        path = behind[1:]
    return [path] if ".." in path.split("/") and path != ".." and not re.search(r"[{$<>|;()]", path) else []
