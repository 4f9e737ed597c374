"""The layout of new Python, and the order of its imports, fit any name and the rules of any repository."""

from itertools import product
from pathlib import Path

import pytest
from new_projects import new, small_workspace
from programs import REPOSITORY, run

TEMPLATES = ("lib", "pipeline", "service")
PYTHONS = ("3.11", "3.14")
LETTERS = "abcxyz"  # before and behind the names of the packages that are imported, too
LONG = "long-" * 19 + "name"  # and a letter: no name may be longer


def rules_of_this_repository() -> str:
    manifest = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    start = manifest.index("[tool.ruff.lint]")
    return "[tool.ruff]\nline-length = 120\n\n" + manifest[start : manifest.index("[tool.pytest")]


@pytest.mark.parametrize("rules", ["", "[tool.ruff]\nline-length = 100\n", rules_of_this_repository()])
def test_ruff_is_content(tmp_path: Path, rules: str) -> None:
    root = small_workspace(tmp_path / "repository")
    with (root / "pyproject.toml").open("a", encoding="utf-8") as manifest:
        manifest.write(rules)
    for letter, (template, python) in zip(LETTERS, product(TEMPLATES, PYTHONS), strict=True):
        for name in (letter, LONG + letter):
            new(root, template, name, "--in", "libs", "--set", f"python={python}")
    for directory in (root, *root.glob("libs/*")):  # whose own package is found from here, and whose is not
        run(directory, "ruff", "check")
        run(directory, "ruff", "format", "--check")
