"""Pipelines of repositories by chance, as other programs than monoci read them."""

import json
from pathlib import Path
from typing import Any

import pytest
from child_checks import check_text
from programs import MONOCI, run
from random_workspace import RandomWorkspace


def generate(root: Path, *options: str) -> dict[str, Any]:
    command = (MONOCI, "generate", "--base", "HEAD~1", "--exact-base", "--output", "child.yml", "--report", "report")
    run(root, *command, *options)
    report: dict[str, Any] = json.loads((root / "report").read_text(encoding="utf-8"))
    return report


def check_files(root: Path, report: dict[str, Any]) -> None:
    """Each file is what the report says, and those of one pipeline are one trigger's."""
    files: dict[str, list[str]] = {}
    for file in report["files"]:
        files.setdefault(file["pipeline"], []).append(file["path"])
        child = check_text((root / file["path"]).read_text(encoding="utf-8"))
        jobs = {job["name"] for job in report["jobs"] if job["file"] == file["path"]}
        assert jobs == all_jobs(child)
    for paths in files.values():
        run(root, MONOCI, "lint", *paths)


def all_jobs(child: dict[str, Any]) -> set[str]:
    return {name for name in child if not name.startswith(".")} - {"workflow", "stages"}


@pytest.mark.parametrize("seed", range(40))
def test_a_pipeline_keeps_to_schema_and_rules(seed: int, tmp_path: Path) -> None:
    RandomWorkspace(tmp_path, seed).commit()
    files = (0, 0, 2, 3)[seed % 4]
    report = generate(tmp_path, *(("--files", str(files)) if files else ()))
    check_files(tmp_path, report)
    assert sum(file["pipeline"] == "child" for file in report["files"]) == max(files, 1)
