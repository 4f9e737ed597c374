"""DESIGN 3.3: the paths that files name: tables and files of tools, container files, compose files, build scripts."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from .companions import requirement_lines
from .names import requirement

SETTINGS, PLACE, DIRECTORY = "settings", "place", "directory"


@dataclass(frozen=True)
class Named:
    text: str
    use: str = PLACE
    from_root: bool = False
    from_context: bool = False
    read: Callable[[str, str], list["Named"]] | None = field(default=None, compare=False)
    read_from: str = ""
    installs: str = ""  # BESIDE or ALWAYS: a project that is there is a dependency
    tool: str = ""
    extras: tuple[str, ...] = ()


BESIDE, ALWAYS = "beside", "always"

WORD_ENDS = " \t\r\n\"'`=,:;()[]{}<>|&"


def parent_words(text: str) -> Iterator[str]:
    """Words with a `..` component."""
    for word in re.split("[" + re.escape(WORD_ENDS) + "]+", text):
        word = word[2:] if re.match(r"-.\.\.", word) and len(word) > 4 else word
        word = word.removeprefix("/") if word.startswith("/..") else word
        if ".." in word.split("/") and "\\" not in word and len(word) < 4096:
            yield word


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _parents_in(value: object) -> list[Named]:
    return [Named(word) for text in _texts(value) for word in parent_words(text)]


# tool, key, use, separators, whether the tool may be started at the root, what reads the file
LISTS = " \t\r\n,:"
BLANKS = " \t\r\n"
KEYS: list[tuple] = [
    ("ruff", "extend", SETTINGS, "", False, lambda path, text: ruff_toml(path, text)),
    ("pytest", "pythonpath", PLACE, BLANKS, False, None),
    ("pytest", "testpaths", PLACE, BLANKS, False, None),
    ("mypy", "mypy_path", PLACE, LISTS, True, None),
    ("mypy", "files", PLACE, ",\n", True, None),
    ("mypy", "plugins", SETTINGS, ",\n", False, None),
    ("ty", "environment.extra-paths", PLACE, "", False, None),
    ("ty", "environment.root", PLACE, "", False, None),
    ("ty", "environment.typeshed", PLACE, "", False, None),
    ("ty", "src.include", PLACE, "", False, None),
    ("pyright", "extends", SETTINGS, "", False, lambda path, text: pyright_json(path, text)),
    ("pyright", "extraPaths", PLACE, "", False, None),
    ("pyright", "include", PLACE, "", False, None),
    ("pyright", "stubPath", PLACE, "", False, None),
    ("pyright", "typeshedPath", PLACE, "", False, None),
    ("pyright", "executionEnvironments.extraPaths", PLACE, "", False, None),
    ("coverage", "run.source", PLACE, ",\n", True, None),
    ("coverage", "run.include", PLACE, ",\n", True, None),
    ("maturin", "manifest-path", DIRECTORY, "", False, lambda path, text: crate(path, text)),
    ("maturin", "python-source", PLACE, "", False, None),
    ("setuptools-rust", "ext-modules.path", DIRECTORY, "", False, lambda path, text: crate(path, text)),
    ("setuptools-rust", "bins.path", DIRECTORY, "", False, lambda path, text: crate(path, text)),
    ("uv", "find-links", PLACE, "", False, None),
    ("uv", "pip.find-links", PLACE, "", False, None),
    ("poe", "include", SETTINGS, "", False, None),
    ("poe", "include.path", SETTINGS, "", False, None),
    ("flake8", "local-plugins.paths", SETTINGS, ",\n", False, None),
]
HERE = ("$MYPY_CONFIG_FILE_DIR/", "${MYPY_CONFIG_FILE_DIR}/", "%(here)s/", "{toxinidir}/", "{toml_dir}/")
OPTIONS = {
    "-c": SETTINGS,
    "--config-file": SETTINGS,
    "--rootdir": PLACE,
    "--confcutdir": PLACE,
    "--cov-config": SETTINGS,
    "--mypy-config-file": SETTINGS,
    "--mypy-ini-file": SETTINGS,
}
PACKAGING = {
    *("hatch", "setuptools", "pdm", "poetry", "flit", "scikit-build", "monoci", "uv"),
    *("setuptools_scm", "setuptools-scm", "vcs-versioning"),
}
BUILDING = {"tox", "poe", "taskipy", "pixi", "rye"}


def _path(text: str, use: str, from_root: bool = False, read: Callable | None = None) -> Iterator[Named]:
    for here in HERE:
        text = text.removeprefix(here)
    if not re.search(r"[$~%{]", text) and len(text) <= 4096:
        yield Named(text, use, from_root, read=read)


def _split(text: str, separators: str) -> list[str]:
    if not separators:
        return [text]
    parts = [part.strip(BLANKS) for part in re.split("[" + re.escape(separators) + "]", text)]
    return [part for part in parts if part]


def _at(value: object, way: list[str]) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _at(inner, way)
    elif way and isinstance(value, dict) and way[0] in value:
        yield from _at(value[way[0]], way[1:])
    elif not way and isinstance(value, str):
        yield value


def _options(text: str) -> Iterator[Named]:
    words = text.split()
    for at, word in enumerate(words):
        for option, use in OPTIONS.items():
            read = ini if use == SETTINGS else None
            if word == option and at + 1 < len(words):
                yield from _path(words[at + 1], use, read=read)
            elif word.startswith(option + "=") and len(word) > len(option) + 1:
                yield from _path(word[len(option) + 1 :], use, read=read)


def _known_keys(table: object, tool: str) -> Iterator[Named]:
    for of_tool, key, use, separators, from_root, read in KEYS:
        if of_tool == tool:
            for text in _at(table, key.split(".")):
                for part in _split(text, separators):
                    yield from _path(part, use, from_root, read)


def _table(table: object, tool: str) -> list[Named]:
    found = list(_known_keys(table, tool))
    if tool == "pytest" and isinstance(table, dict):
        options = table.get("addopts", "")
        joined = " ".join(each for each in options if isinstance(each, str)) if isinstance(options, list) else options
        found += _options(joined if isinstance(joined, str) else "")
    known = {each.text for each in found}
    return found + [each for each in _parents_in(table) if each.text not in known]


def in_pyproject(document: dict) -> list[Named]:
    """Tables of tools; packaging has rules of its own."""
    tools, found = document.get("tool"), []
    for name, table in tools.items() if isinstance(tools, dict) else ():
        commands = table if name in BUILDING else None
        if name in ("hatch", "pdm") and isinstance(table, dict):
            commands = table.get("envs" if name == "hatch" else "scripts")
        if commands is not None:
            found += Installed(name).table(commands)
        if name == "uv":
            found += _known_keys(table, "uv")
        elif name == "pytest":
            found += _table(table.get("ini_options", table) if isinstance(table, dict) else table, "pytest")
        elif name == "basedpyright":
            found += _table(table, "pyright")
        elif name not in PACKAGING:
            found += _table(table, name)
    return found


def _toml(text: str, tool: str, way: tuple[str, ...] = ()) -> list[Named]:
    try:
        table: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return program("", text)
    for key in way:
        table = table.get(key) if isinstance(table, dict) else None
    return _table(table, tool) if table is not None else []


def ruff_toml(path: str, text: str) -> list[Named]:
    return _toml(text, "ruff", ("tool", "ruff") if path.endswith("pyproject.toml") else ())


def pyright_json(path: str, text: str) -> list[Named]:
    if path.endswith("pyproject.toml"):
        return _toml(text, "pyright", ("tool", "pyright"))
    plain = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', lambda found: found[1] or "", text, flags=re.DOTALL)
    try:
        return _table(json.loads(re.sub(r",(\s*[}\]])", r"\1", plain)), "pyright")
    except json.JSONDecodeError:
        return program(path, text)


SECTIONS = {
    "pytest": ("pytest", ""),
    "tool:pytest": ("pytest", ""),
    "mypy": ("mypy", ""),
    "run": ("coverage", "run."),
    "coverage:run": ("coverage", "run."),
    "flake8:local-plugins": ("flake8", "local-plugins."),
}


def ini(path: str, text: str) -> list[Named]:
    if path.endswith(".toml"):
        way = ("tool", "pytest", "ini_options") if path.endswith("pyproject.toml") else ("pytest",)
        return _toml(text, "pytest", way)
    found = tox(text)
    section = key = ""
    for raw in text.split("\n"):
        line = raw.strip(BLANKS)
        if not line or line[0] in "#;":
            continue
        if raw[0] not in " \t":
            if line.startswith("["):
                section, key = line[1:].partition("]")[0], ""
                continue
            key, line = (part.strip(BLANKS) for part in _at_first(line))
        tool, below = SECTIONS.get(section, ("", ""))
        if tool == "pytest" and key == "addopts":
            found += _options(line)
        for of_tool, name, use, separators, from_root, read in KEYS:
            if (of_tool, name) == (tool, below + key):
                for part in _split(line, separators):
                    found += _path(part, use, from_root, read)
        if not section.startswith(("tox", "testenv")):
            found += [Named(word) for word in parent_words(line)]
    return found


def _at_first(line: str) -> tuple[str, str]:
    key, _, value = line.partition(re.search(r"[=:]|$", line)[0] or "\0")
    return key, value


def program(path: str, text: str) -> list[Named]:
    return [Named(word) for line in text.split("\n") for word in parent_words(line)]


WORD = re.compile("[^" + re.escape(WORD_ENDS) + "]+")
BEFORE_PROJECTS = ("-e", "--editable", "--with", "--with-editable", "--from")
BEFORE_LISTS = ("-r", "--requirement", "--requirements", "--with-requirements", "-c", "--constraint", "--constraints")


class Installed:
    """DESIGN 3.2: paths that programs install are "edges where they name a project, inputs where they do not". A word
    with `..` is one that the program works in; any path is one behind `install`, `-e` and the like, and in `deps` of
    tox."""

    def __init__(self, tool: str) -> None:
        self.tool, self.found, self.last = tool, list[Named](), ""
        self.installing = self.of_dependencies = self.comment = False
        self.depth = 0

    def table(self, value: object, of_dependencies: bool = False) -> list[Named]:
        if isinstance(value, str):
            self.of_dependencies = of_dependencies
            self.text(value)
        if isinstance(value, list):
            for inner in value:
                self.table(inner, of_dependencies)
        self.installing = False if not isinstance(value, str) else self.installing
        if isinstance(value, dict):
            for key, inner in value.items():
                self.table(inner, key == "deps")
                self.installing = False
        self.of_dependencies = False
        return self.found

    def text(self, text: str) -> list[Named]:
        lines = text.split("\n")
        for number, line in enumerate(lines):
            self._begin(line, len(lines) > 1)
            at = 0
            for word in WORD.finditer(line):
                self._between(line[at : word.start()])
                at = word.end()
                self._word(word[0], line[: word.start()][-1:], line[at:], "\n".join(lines[number:]))
            self._between(line[at:])
            if number + 1 < len(lines) and self.depth <= 0 and not line.endswith("\\"):
                self.installing = False
        return self.found

    def _begin(self, line: str, is_of_many: bool) -> None:
        said = line.strip(BLANKS)
        self.comment = said.startswith("#")
        if self.tool == "tox" and said and not self.comment and is_of_many:
            if re.match(r"deps[ \t\r\n]*=", said):
                self.of_dependencies = True
            elif line[0] not in " \t":
                self.of_dependencies = False

    def _between(self, text: str) -> None:
        for each in text:
            self.depth += (each == "(") - (each == ")")
            if each in ";|&" or (each == ")" and self.depth <= 0):
                self.installing = False

    def _word(self, word: str, before: str, behind: str, rest: str) -> None:
        if word == "\\":
            return
        option, self.last = self.last, word
        if (word == "install" or word.endswith(".install")) and not behind.startswith(":"):
            self.installing, self.depth = True, 0
            return
        if len(word) > 4 and word[0] == "-" and (word[2:4] == ".." or (word[1] in "erc" and "/" in word)):
            option, word = word[:2], word[2:]
        if word.startswith("/..") or (before in ("}", ")") and word.startswith("/")):
            word = word[1:]
        word = word.partition("#")[0]
        self._found(word, option, rest[rest.index(behind) :] if behind.startswith("[") else "")

    def _found(self, word: str, option: str, behind: str) -> None:
        if not word or len(word) >= 4096 or "\\" in word:
            return
        leads_up = ".." in word.split("/")
        is_path = ("/" in word or word.startswith(".")) and word != "." and not re.match(r"[-/]|.*[$%~*@]", word)
        is_list = option in BEFORE_LISTS and word.endswith((".txt", ".in"))
        installs = not is_list and is_path and (self.installing or self.of_dependencies or option in BEFORE_PROJECTS)
        if not leads_up and (self.comment or not (is_list or installs)):
            return
        if self.comment or word.startswith("//"):
            self.found.append(Named(word))
            return
        asked = requirement("x" + behind[: behind.find("]") + 1])
        self.found.append(
            Named(
                word,
                read=requirements_list if is_list else None,
                installs=ALWAYS if is_list or installs else BESIDE,
                tool=self.tool,
                extras=asked.extras if asked else (),
            )
        )


PROGRAMS = {
    **{
        "setup.py": "",
        "noxfile.py": "nox",
        "tox.toml": "tox",
        "Pipfile": "pipenv",
        "hatch.toml": "hatch",
        "pixi.toml": "pixi",
    },
    **dict.fromkeys(("Makefile", "makefile", "GNUmakefile"), "make"),
    **dict.fromkeys(("justfile", "Justfile", ".justfile"), "just"),
    **dict.fromkeys(("Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml"), "task"),
    **dict.fromkeys(("environment.yml", "environment.yaml"), "conda"),
}


def build(path: str, text: str) -> list[Named]:
    if path.endswith(".py"):
        text = re.sub(r"(?m)^[ \t\r]*#.*$", "", text)
        text = re.sub(r"(?<=\.\.)[\"'][ \t,/]*[\"']", "/", text)
    return Installed(PROGRAMS.get(path.rpartition("/")[2], "build")).text(text)


def tox(text: str) -> list[Named]:
    """Its own sections of a file that it shares with others."""
    own, said = False, []
    for line in text.split("\n"):
        own = line.startswith(("[tox", "[testenv")) if line.startswith("[") else own
        said.append(line if own else "")
    return Installed("tox").text("\n".join(said))


def requirements_list(path: str, text: str) -> list[Named]:
    projects, lists, others = requirement_lines(text)
    found = [
        Named(each, from_context=there, installs=ALWAYS, extras=extras)
        for each, extras in projects
        for there in (False, True)
    ]
    found += [Named(each, read=requirements_list, installs=ALWAYS) for each in lists]
    return found + [Named(each) for each in others]


def crate(path: str, text: str) -> list[Named]:
    """Cargo's workspace is in a directory above: its manifest and its lock count for the crate."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        if "path" in text:
            return program(path, text)
        document = {}
    above = ["../" * level for level in range(1, path.count("/") + 1)]
    found = [Named(up + "Cargo.toml", read=_crate_workspace) for up in above]
    return [*found, *(Named(up + "Cargo.lock") for up in above), *_crate_paths(document)]


def _crate_workspace(path: str, text: str) -> list[Named]:
    try:
        workspace = tomllib.loads(text).get("workspace")
    except tomllib.TOMLDecodeError:
        return []
    return list(_crate_paths(workspace.get("dependencies"))) if isinstance(workspace, dict) else []


def _crate_paths(value: object) -> Iterator[Named]:
    if isinstance(value, list):
        for inner in value:
            yield from _crate_paths(inner)
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "path" and isinstance(inner, str):
                if not inner.endswith(".rs"):
                    yield Named(inner + "/Cargo.toml", DIRECTORY, read=crate)
                elif ".." in inner:
                    yield Named(inner)
            else:
                yield from _crate_paths(inner)


def _with_defaults(text: str, defaults: dict[str, str]) -> str:
    def value(found: re.Match) -> str:
        name = found[1] or found[2] or ""
        otherwise = (found[0].partition("-")[2]).rstrip("}") if found[0].startswith("${") else ""
        return defaults.get(name) or otherwise or "*"

    return re.sub(r"\$\{(\w*)[^}]*\}|\$(\w*)", value, text)


def container_file(path: str, text: str) -> list[Named]:
    found: list[Named] = []
    defaults: dict[str, str] = {}
    for words, whole in _instructions(text):
        name = words[0].upper()
        if name in ("ARG", "ENV"):
            for word in words[1:]:
                key, equals, value = word.partition("=")
                if equals:
                    defaults[key] = _with_defaults(value, defaults)
            if len(words) == 3 and "=" not in words[1]:
                defaults[words[1]] = _with_defaults(words[2], defaults)
        if name in ("COPY", "ADD"):
            found += _copied(words, whole, defaults)
        if name == "RUN":
            for word in words:
                if word.startswith("--mount=") and "type=bind" in word and "from=" not in word:
                    for source in re.findall(r",(?:source|src)=([^,]*)", word):
                        found += _copied_one(source, defaults)
    return found


def _instructions(text: str) -> Iterator[tuple[list[str], str]]:
    lines = text.split("\n")
    while lines:
        whole = ""
        while lines:
            line = lines.pop(0).rstrip(" \t\r")
            if not line.strip() or line.strip().startswith("#"):
                continue
            whole += line.removesuffix("\\") + " "
            if not line.endswith("\\"):
                break
        words = [re.sub(r"[\"']", "", word) for word in re.findall(r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'])+", whole)]
        if not words:
            continue
        yield words, whole
        if words[0].upper() in ("COPY", "ADD", "RUN"):
            for end in re.findall(r"<<-?[\"']?(\w+)", whole):
                while lines and lines.pop(0).strip() != end:
                    pass


def _copied(words: list[str], whole: str, defaults: dict[str, str]) -> Iterator[Named]:
    rest = words[1:]
    while rest and rest[0].startswith("--"):
        if rest.pop(0).startswith("--from="):
            return
    if rest and rest[0].startswith("["):
        try:
            rest = [each for each in json.loads(whole[whole.index("[") :]) if isinstance(each, str)]
        except json.JSONDecodeError:
            return
    for source in rest[:-1]:
        yield from _copied_one(source, defaults)


def _copied_one(source: str, defaults: dict[str, str]) -> Iterator[Named]:
    if source.startswith(("<<", "git@")) or "://" in source:
        return
    text = _with_defaults(source, defaults).lstrip("/")
    if text.strip("*/.?"):
        yield Named(text, from_context=True)


def compose_file(path: str, text: str) -> list[Named]:
    import yaml  # only where there is such a file

    try:
        document = yaml.load(text, yaml.BaseLoader)  # noqa: S506 (makes plain values only)
    except yaml.YAMLError:
        return program(path, text)
    return list(_composed(document)) if isinstance(document, dict) else []


def _many(value: object) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _map(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _composed(document: dict) -> Iterator[Named]:
    for item in _many(document.get("include")):
        yield from _file(item, compose_file)
        for path in _many(_map(item).get("path")):
            yield from _file(path, compose_file)
        for path in _many(_map(item).get("env_file")):
            yield from _file(path)
    for service in _map(document.get("services")).values():
        yield from _service(_map(service))
    for key in ("configs", "secrets"):
        for each in _map(document.get(key)).values():
            yield from _file(_map(each).get("file"))


def _service(service: dict) -> Iterator[Named]:
    yield from _file(_map(service.get("extends")).get("file"), compose_file)
    for item in _many(service.get("env_file")):
        yield from _file(_map(item).get("path", item))
    for item in _many(service.get("label_file")):
        yield from _file(item)
    build = service.get("build")
    if isinstance(build, str):
        yield from _context(build, "Dockerfile")
    elif isinstance(build, dict) and ("context" in build or "dockerfile" in build):
        yield from _context(build.get("context", "."), build.get("dockerfile", "Dockerfile"))
    more = _map(build).get("additional_contexts")
    for value in _map(more).values():
        yield from _file(value)
    for item in more if isinstance(more, list) else []:
        yield from _file(item.partition("=")[2] or item)
    for item in _many(service.get("volumes")):
        source = item.partition(":")[0] if isinstance(item, str) else _map(item).get("source")
        if isinstance(source, str) and source.startswith("."):
            yield from _file(source)
    for item in _many(_map(service.get("develop")).get("watch")):
        yield from _file(_map(item).get("path"))


def _context(written: object, file: object) -> Iterator[Named]:
    if isinstance(written, str) and isinstance(file, str):
        context = _with_defaults(written, {})
        if "://" not in context and "*" not in context:
            yield Named(f"{context}/{_with_defaults(file, {})}", read=container_file, read_from=context)
            yield Named(context)


def _file(value: object, read: Callable | None = None) -> Iterator[Named]:
    if isinstance(value, str):
        text = _with_defaults(value, {})
        if text.strip("*/.?") and "://" not in text:
            yield Named(text, read=read)


TOOLS = {
    **dict.fromkeys(("pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml", "tox.ini", "setup.cfg"), ini),
    **dict.fromkeys(("mypy.ini", ".mypy.ini", ".coveragerc", ".flake8", "pylintrc", ".pylintrc", ".isort.cfg"), ini),
    ".sqlfluff": ini,
    **dict.fromkeys(("ruff.toml", ".ruff.toml"), ruff_toml),
    "ty.toml": lambda path, text: _toml(text, "ty"),
    "uv.toml": lambda path, text: _toml(text, "uv"),
    ".coveragerc.toml": lambda path, text: _toml(
        text, "coverage", ("tool", "coverage") if "tool.coverage" in text else ()
    ),
    **dict.fromkeys(("pylintrc.toml", ".pylintrc.toml"), lambda path, text: _toml(text, "pylint")),
    "pyrefly.toml": program,
    "tox.toml": build,
    "pyrightconfig.json": pyright_json,
    "noxfile.py": build,
}
OTHERS = [
    (("Dockerfile", "dockerfile", "Dockerfile.*", "Dockerfile-*", "*.Dockerfile", "*.dockerfile"), container_file),
    (("Containerfile", "Containerfile.*", "*.Containerfile"), container_file),
    (("compose.yml", "compose.yaml", "compose.*.yml", "compose.*.yaml"), compose_file),
    (("docker-compose*.yml", "docker-compose*.yaml"), compose_file),
    (("Cargo.toml",), crate),
    (tuple(name for name in PROGRAMS if name != "tox.toml"), build),
    (("requirements*.txt", "*requirements.txt", "requirements*.in", "*requirements.in"), requirements_list),
]


def reader_of(name: str) -> Callable[[str, str], list[Named]] | None:
    for names, reader in OTHERS:
        if any(fnmatchcase(name, each) for each in names):
            return reader
    return TOOLS.get(name)
