"""New projects in a clone of this repository: its strict tools are content, and their pipeline is green."""

from pathlib import Path

import pytest
from child_checks import job_names
from new_projects import new
from platform_clone import PlatformClone
from programs import MONOCI, REPOSITORY, commit_all, run

LINK = ("--uses", "platform-core", "--link", "trade-aggregates:src/trade_aggregates/sql")
PYTHON = {"lint", "types", "test"}
PROJECTS = {
    "libs/trade-models": ("lib", "lib", PYTHON),
    "libs/x9.data": ("lib", "lib", PYTHON, *LINK),
    "pipelines/fills": ("pipeline", "pipeline", PYTHON | {"dry-run", "dags"}, *LINK),
    "pipelines/z": ("pipeline", "pipeline", PYTHON | {"dry-run", "dags"}, "--set", "airflow=false"),
    "pipelines/marts": ("dbt", "dbt", PYTHON, "--uses", "platform-core"),
    "services/quotes": ("service", "service", PYTHON | {"package"}, *LINK),
    "services/tickers": ("service", "service", PYTHON | {"package"}, "--set", "container=false"),
    "libs/fast-split": ("cpp-lib", "cpp", {"format", "test", "sanitize"}),
}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> PlatformClone:
    clone = PlatformClone(tmp_path_factory.mktemp("clone") / "platform")
    # What ./dev has installed here serves the jobs of the clone.
    (clone.root / ".tools").symlink_to(REPOSITORY / ".tools")
    commit_all(clone.root)
    for directory, (template, _, _, *options) in PROJECTS.items():
        new(clone.root, template, Path(directory).name, *options)
    commit_all(clone.root)
    return clone


def test_every_project_has_its_kind(clone: PlatformClone) -> None:
    listed = dict(line.split()[:2] for line in run(clone.root, MONOCI, "list").splitlines())
    assert {name: kind for name, kind in listed.items() if name in PROJECTS} == {
        directory: kind for directory, (_, kind, *_) in PROJECTS.items()
    }


def test_the_strict_rules_of_the_repository_hold(clone: PlatformClone) -> None:
    run(clone.root, "ruff", "check", *PROJECTS)
    run(clone.root, "ruff", "format", "--check", *PROJECTS)
    sources = [file for file in (clone.root / "libs/fast-split").rglob("*.[ch]pp") if file.is_file()]
    assert len(sources) == 3
    run(clone.root, "clang-format", "--dry-run", "-Werror", *sources)


def test_the_pipeline_of_the_new_projects_is_green(clone: PlatformClone) -> None:
    jobs = {f"{directory}:{job}" for directory, (_, _, jobs, *_) in PROJECTS.items() for job in jobs}
    assert jobs <= job_names(clone.child())
    # Not the others, which the new lines in the root's manifest and CMakeLists.txt reach, too.
    assert jobs == job_names(clone.child_of(*PROJECTS))
    result = clone.run_child()
    assert result.code == 0, result.log
    assert result.jobs == dict.fromkeys(jobs, "PASS")
