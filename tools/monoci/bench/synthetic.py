"""A made-up monorepo of any size: a uv workspace with history, written through `git fast-import`."""

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Each project: 200 files in 14 directories, so that 1,000 make the 200,000 files of the measure.
PACKAGES, MODULES, TESTS = 10, 17, 25
MAIN_COMMITS, MAIN_EDITS = 6500, 3
BRANCH_COMMITS, BRANCH_EDITS, BRANCH_POINT = 20, 15, 250  # the branch left main 250 commits ago
SHARES = {"libs": 7, "pipelines": 2, "services": 1}  # of ten projects


@dataclass(frozen=True)
class Project:
    directory: str
    name: str
    dependencies: tuple[str, ...]

    @property
    def package(self) -> str:
        return f"{self.directory}/src/{self.name.replace('-', '_')}"

    def modules(self) -> list[str]:
        return [f"{self.package}/part{p}/module{m}.py" for p in range(PACKAGES) for m in range(MODULES)]

    def files(self) -> Iterator[tuple[str, str]]:
        yield f"{self.directory}/pyproject.toml", self.manifest()
        yield f"{self.directory}/README.md", f"# {self.name}\n"
        yield f"{self.package}/__init__.py", f'"""{self.name}"""\n'
        yield f"{self.package}/py.typed", ""
        for path in self.modules():
            yield path, source(path, 0)
        for number in range(TESTS):
            path = f"{self.directory}/tests/test_{number}.py"
            yield path, source(path, 0)
        yield f"{self.directory}/.gitignore", "dist/\n"

    def manifest(self) -> str:
        dependencies = "".join(f'  "{name}",\n' for name in self.dependencies)
        sources = "".join(f"{name} = {{ workspace = true }}\n" for name in self.dependencies)
        return (
            f'[project]\nname = "{self.name}"\nversion = "1.0.0"\nrequires-python = ">=3.11"\n'
            f"dependencies = [\n{dependencies}]\n\n[tool.uv.sources]\n{sources}\n"
            '[dependency-groups]\ndev = ["pytest>=8", "ruff"]\n\n'
            '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        )


def source(path: str, revision: int) -> str:
    return f'"""{path}"""\n\nREVISION = {revision}\n\n\ndef answer() -> int:\n    return REVISION * {len(path)}\n'


def make_projects(count: int, chance: random.Random) -> list[Project]:
    """Every project may depend on libraries made before it, so there are no cycles."""
    projects: list[Project] = []
    libraries: list[str] = []
    groups = [group for group, share in SHARES.items() for _ in range(share)]
    for number in range(count):
        group = groups[number % len(groups)]
        name = f"{group.removesuffix('s')}-{number}"
        wanted = chance.sample(libraries, min(len(libraries), chance.randrange(5)))
        projects.append(Project(f"{group}/{name}", name, tuple(sorted(wanted))))
        if group == "libs":
            libraries.append(name)
    return projects


class Stream:
    """The input of `git fast-import`."""

    def __init__(self, file: subprocess.Popen[bytes]) -> None:
        assert file.stdin is not None
        self._out = file.stdin
        self._clock = 1_700_000_000

    def commit(self, branch: str, files: Iterator[tuple[str, str]], *, mark: int = 0, origin: int = 0) -> None:
        """A commit may be marked with a number, and a branch may begin at one that was."""
        self._clock += 60
        self._line(f"commit refs/heads/{branch}")
        if mark:
            self._line(f"mark :{mark}")
        self._line(f"committer Bench <bench@monoci.example> {self._clock} +0000")
        self._data("change\n")
        if origin:
            self._line(f"from :{origin}")
        for path, text in files:
            self._line(f"M 100644 inline {path}")
            self._data(text)

    def _line(self, text: str) -> None:
        self._out.write(f"{text}\n".encode())

    def _data(self, text: str) -> None:
        self._line(f"data {len(text.encode())}")
        self._line(text)


def edits(projects: list[Project], count: int, revision: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    for project in chance.sample(projects, min(count, len(projects))):
        path = chance.choice(project.modules())
        yield path, source(path, revision)


def write_history(stream: Stream, projects: list[Project], chance: random.Random) -> None:
    members = ", ".join(f'"{group}/*"' for group in SHARES)
    root = [("pyproject.toml", f"[tool.uv.workspace]\nmembers = [{members}]\n"), (".gitignore", ".venv/\n")]
    stream.commit("main", iter([*root, *(file for project in projects for file in project.files())]))
    for revision in range(1, MAIN_COMMITS):
        stream.commit("main", edits(projects, MAIN_EDITS, revision, chance), mark=revision)
    for revision in range(MAIN_COMMITS, MAIN_COMMITS + BRANCH_COMMITS):
        begin = MAIN_COMMITS - BRANCH_POINT if revision == MAIN_COMMITS else 0
        stream.commit("change", edits(projects, BRANCH_EDITS, revision, chance), origin=begin)


def make_repository(root: Path, scale: float) -> None:
    """Leaves the branch `change` checked out, clean, and everything in one pack, as after a clone."""
    chance = random.Random(1)
    projects = make_projects(max(1, round(1000 * scale)), chance)
    subprocess.run(["git", "init", "-q", "-b", "main", root], check=True)
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=root, stdin=subprocess.PIPE) as importer:
        write_history(Stream(importer), projects, chance)
        assert importer.stdin is not None
        importer.stdin.close()
    if importer.returncode != 0:
        raise SystemExit("bench: git fast-import failed")
    subprocess.run(["git", "repack", "-q", "-a", "-d", "-f"], cwd=root, check=True)
    subprocess.run(["git", "checkout", "-q", "change"], cwd=root, check=True)
