"""`inputs.private: auto` is safe: what monoci takes for private is neither in a wheel nor importable from an install in
place, for every back end that it knows (src/ecosystem/uv/uv_built_from.cpp)."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from linked_project import MONOCI

HATCHLING, SETUPTOOLS = ("hatchling==1.33.0", "hatchling.build"), ("setuptools==84.2.1", "setuptools.build_meta")
PDM, UV = ("pdm-backend==2.5.0", "pdm.backend"), ("uv_build==0.13.6", "uv_build")
FLIT, POETRY = ("flit_core==4.2.0", "flit_core.buildapi"), ("poetry-core==2.5.0", "poetry.core.masonry.api")
BESIDE = ["tests/test_app.py", "test/unit.py", "docs/page.py", "docs/page.md", "benchmarks/bench.py"]
BESIDE += ["README.md", "NOTES.md", "LICENSE.md", "HISTORY.rst"]
PACKAGES = ["tests", "test", "docs", "benchmarks"]

# Back end, where the package lies, more of the manifest.
PRIVATE = {
    "hatchling": (HATCHLING, "src/app", ""),
    "hatchling-listed": (HATCHLING, "python/app", '[tool.hatch.build.targets.wheel]\npackages = ["python/app"]\n'),
    "hatchling-sdist": (HATCHLING, "src/app", '[tool.hatch.build.targets.sdist]\ninclude = ["/src", "/tests"]\n'),
    "setuptools": (SETUPTOOLS, "src/app", ""),
    "setuptools-found": (SETUPTOOLS, "src/app", '[tool.setuptools.packages.find]\nwhere = ["src"]\n'),
    "setuptools-elsewhere": (SETUPTOOLS, "python/app", '[tool.setuptools.package-dir]\n"" = "python"\n'),
    "pdm": (PDM, "src/app", ""),
    "pdm-elsewhere": (PDM, "python/app", '[tool.pdm.build]\npackage-dir = "python"\n'),
    "uv": (UV, "src/app", ""),
    "uv-elsewhere": (UV, "python/app", '[tool.uv.build-backend]\nmodule-root = "python"\n'),
    "flit": (FLIT, "src/app", ""),
    "poetry": (POETRY, "src/app", ""),
    "poetry-elsewhere": (POETRY, "python/app", '[tool.poetry]\npackages = [{ include = "app", from = "python" }]\n'),
}
OPEN = {
    "hatchling": (HATCHLING, "app", ""),
    "setuptools": (SETUPTOOLS, "app", '[tool.setuptools]\npackages = ["app"]\n'),
    "pdm": (PDM, "app", ""),
    "uv": (UV, "app", '[tool.uv.build-backend]\nmodule-root = ""\n'),
    "flit": (FLIT, "app", ""),
    "poetry": (POETRY, "app", ""),
    "hatchling-forced": (HATCHLING, "src/app", '[tool.hatch.build.force-include]\n"tests" = "app/tests"\n'),
    "setuptools-more": (SETUPTOOLS, "src/app", '[tool.setuptools.packages.find]\nwhere = [".", "src"]\n'),
}


class Package:
    def __init__(self, root: Path, backend: tuple[str, str], module: str, more: str) -> None:
        self.root, self.directory = root, root / "libs/app"
        requirement, name = backend
        self._write("pyproject.toml", '[tool.uv.workspace]\nmembers = ["libs/*"]\n')
        for path in [*BESIDE, f"{module}/__init__.py"]:
            self._write(f"libs/app/{path}", "")
        self._write(
            "libs/app/pyproject.toml",
            '[project]\nname = "app"\nversion = "1"\ndescription = "x"\nrequires-python = ">=3.11"\n'
            'readme = "README.md"\n'
            f'[build-system]\nrequires = ["{requirement}"]\nbuild-backend = "{name}"\n{more}',
        )
        self._run("git", "init", "-q")
        self._run("git", "add", "--all")
        self._run("git", "-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-qm", "first")

    def _write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def _run(self, *command: str) -> str:
        kept = {key: value for key, value in os.environ.items() if not re.match(r"(CI|GITLAB|GIT|MONOCI)(_|$)", key)}
        done = subprocess.run(command, cwd=self.root, env=kept, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def private(self) -> list[str]:
        """Patterns, as seen from the package."""
        (project,) = json.loads(self._run(MONOCI, "list", "--format", "json"))["projects"]
        return [pattern.removeprefix("libs/app/") for pattern in project["private"]]

    def packed(self) -> set[str]:
        self._run("uv", "build", "--quiet", "--wheel", "--out-dir", "out", "libs/app")
        with zipfile.ZipFile(next((self.root / "out").glob("*.whl"))) as wheel:
            return set(wheel.namelist())

    def importable(self) -> set[str]:
        """Which of the directories beside the package another project can import from."""
        venv, elsewhere = self.root / "venv", self.root / "elsewhere"
        elsewhere.mkdir()
        self._run("uv", "venv", "--quiet", "--python", sys.executable, str(venv))
        python = str(venv / "bin/python")
        self._run("uv", "pip", "install", "--quiet", "--python", python, "--editable", "libs/app")
        code = (
            "import importlib.util as u, os, sys; os.chdir(sys.argv[1]); import app\n"
            "for name in sys.argv[2:]:\n"
            "    spec = u.find_spec(name)\n"
            "    print(name, *(spec.submodule_search_locations if spec else []))\n"
        )
        lines = self._run(python, "-c", code, str(elsewhere), *PACKAGES).splitlines()
        return {line.split()[0] for line in lines if str(self.directory) in line}


@pytest.mark.parametrize(("backend", "module", "more"), PRIVATE.values(), ids=PRIVATE.keys())
def test_no_private_file_is_packed_or_importable(
    backend: tuple[str, str], module: str, more: str, tmp_path: Path
) -> None:
    package = Package(tmp_path, backend, module, more)
    patterns = package.private()
    assert set(PACKAGES) <= set(patterns)
    names = {path.rpartition("/")[2] for path in package.packed()}
    packed = [path for path in BESIDE if path.rpartition("/")[2] in names]
    assert {path for path in packed if path.split("/")[0] in PACKAGES or path == "NOTES.md"} == set()
    assert package.importable() == set()


@pytest.mark.parametrize(("backend", "module", "more"), OPEN.values(), ids=OPEN.keys())
def test_a_package_that_may_be_its_whole_directory_hides_nothing(
    backend: tuple[str, str], module: str, more: str, tmp_path: Path
) -> None:
    assert Package(tmp_path, backend, module, more).private() == []


def test_modules_beside_the_tests_make_these_importable(tmp_path: Path) -> None:
    """Why a flat package has no private files."""
    assert "tests" in Package(tmp_path, HATCHLING, "app", "").importable()
