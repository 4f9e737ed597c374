"""What build back ends make of links, and that `monoci link` refuses or declares accordingly. The answers are the table
in docs/design/linked-code.md."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from linked_project import LIBRARY, REPOSITORY, LinkedProject

DESIGN = REPOSITORY / "tools/monoci/docs/design/linked-code.md"
CODE = {path.removeprefix("src/core/") for path in LIBRARY if path.startswith("src/core/")}
DIRECTORY = {f"app/core/{path}" for path in CODE}
FILE = {"app/schema.json"}


@dataclass(frozen=True)
class Backend:
    name: str
    version: str
    module: str

    def project(self, root: Path) -> LinkedProject:
        return LinkedProject(root, f"{self.name}=={self.version}", self.module)


BACKENDS = [
    Backend("hatchling", "1.33.0", "hatchling.build"),
    Backend("setuptools", "84.2.1", "setuptools.build_meta"),
    Backend("pdm-backend", "2.5.0", "pdm.backend"),
    Backend("uv_build", "0.13.6", "uv_build"),
    Backend("flit_core", "4.2.0", "flit_core.buildapi"),
    Backend("poetry-core", "2.5.0", "poetry.core.masonry.api"),
]
each_backend = pytest.mark.parametrize("backend", BACKENDS, ids=lambda backend: backend.name)


def told(archive: dict[str, str] | None, wanted: set[str]) -> str:
    """One word for the table."""
    if archive is None:
        return "fails"
    there = wanted & archive.keys()
    if any(archive[path] == "link" for path in there):
        return "a link"
    if there == wanted:
        return "whole"
    return "without data" if any(path.endswith(".py") for path in there) else "left out"


def answers(project: LinkedProject, wanted: set[str]) -> list[str]:
    return [
        told(project.build("--sdist"), wanted),
        told(project.build("--wheel"), wanted),
        told(project.build(), wanted),
    ]


def deed(root: Path, linked: subprocess.CompletedProcess[str]) -> str:
    """What monoci did, as the table has it."""
    if linked.returncode == 1:
        return "refuses"
    assert linked.returncode == 0, linked.stderr
    added = subprocess.run(["git", "diff", "--unified=0"], cwd=root, capture_output=True, text=True, check=True).stdout
    tables = [line[1:] for line in added.splitlines() if line.startswith("+[")]
    return f"adds `{tables[0]}`" if tables else "links"


@each_backend
@pytest.mark.parametrize("what", ["directory", "file"])
def test_the_table_says_what_back_ends_do(backend: Backend, what: str, tmp_path: Path) -> None:
    by_hand, with_monoci = backend.project(tmp_path / "hand"), backend.project(tmp_path / "monoci")
    wanted = DIRECTORY if what == "directory" else FILE
    if what == "directory":
        by_hand.link_by_hand("core", "")
    else:
        by_hand.link_by_hand("schema.json", "schema.json")
    linked = with_monoci.link_with_monoci("core" if what == "directory" else "core:src/core/schema.json")
    cells = [f"{backend.name} {backend.version}", what, *answers(by_hand, wanted), deed(with_monoci.root, linked)]
    assert f"| {' | '.join(cells)} |" in DESIGN.read_text(encoding="utf-8")


@each_backend
@pytest.mark.parametrize("what", ["directory", "file"])
def test_what_monoci_links_is_whole_in_every_archive(backend: Backend, what: str, tmp_path: Path) -> None:
    project = backend.project(tmp_path)
    linked = project.link_with_monoci("core" if what == "directory" else "core:src/core/schema.json")
    if linked.returncode != 0:
        assert "hint: " in linked.stderr
        assert not list(project.app.glob("src/app/[!_]*"))
        return
    assert answers(project, DIRECTORY if what == "directory" else FILE) == ["whole", "whole", "whole"]
    statement = "import app.core.sub.deep" if what == "directory" else "import app"
    assert project.imports_from_wheel(statement)


NARROW = """
[tool.hatch.build.targets.sdist]
include = ["src/app/__init__.py"]
[tool.hatch.build.targets.wheel]
packages = ["src/app"]
"""
LISTED = """
[tool.setuptools]
packages = ["app"]
[tool.setuptools.package-dir]
"" = "src"
"""


@pytest.mark.parametrize(
    ("requirement", "module", "manifest"),
    [
        ("hatchling==1.33.0", "hatchling.build", NARROW),
        ("hatchling==1.18.0", "hatchling.build", ""),
        ("setuptools==84.2.1", "setuptools.build_meta", LISTED),
        ("pdm-backend==2.5.0", "pdm.backend", '[tool.pdm.build]\nincludes = ["src/app"]\n'),
    ],
    ids=["hatchling-narrow", "hatchling-old", "setuptools-listed", "pdm-listed"],
)
def test_a_manifest_that_lists_what_it_packs_gets_the_link(
    requirement: str, module: str, manifest: str, tmp_path: Path
) -> None:
    project = LinkedProject(tmp_path, requirement, module, manifest)
    linked = project.link_with_monoci("core")
    assert linked.returncode == 0, linked.stderr
    assert answers(project, DIRECTORY) == ["whole", "whole", "whole"]
