"""Names that would be words to YAML, GitLab, its runner or a shell: a job changes into exactly the directory named so,
or the name is refused."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from child_checks import check_scripts, check_text, job_names
from hostile_repository import BRANCH, DIRECTORIES, PACKAGE, REFUSED, HostileRepository
from local_run import run_pipeline
from programs import MONOCI, environment, run

CHILD = "child.yml"


@pytest.fixture
def repository(tmp_path: Path) -> HostileRepository:
    return HostileRepository(tmp_path / "hostile")


def generate(repository: HostileRepository, **variables: str) -> str:
    command = (MONOCI, "generate", "--all", "--output", CHILD, "--report", "report.json")
    subprocess.run(command, cwd=repository.root, env=environment() | variables, check=True)
    return (repository.root / CHILD).read_text(encoding="utf-8")


def directories_of_jobs(repository: HostileRepository) -> dict[str, str]:
    report = json.loads((repository.root / "report.json").read_text(encoding="utf-8"))
    return {job["name"]: job["project"] for job in report["jobs"]}


def test_every_job_changes_into_exactly_its_directory(repository: HostileRepository, tmp_path: Path) -> None:
    for name in DIRECTORIES:
        repository.add_project(name)
    repository.commit()
    child = check_text(generate(repository))
    check_scripts(child, tmp_path)
    run(repository.root, MONOCI, "lint", CHILD)
    expected = directories_of_jobs(repository)
    assert job_names(child) == set(expected)
    assert sorted(expected.values()) == sorted(DIRECTORIES)

    result = run_pipeline(repository.root, CHILD)
    assert result.code == 0, result.log
    entered = re.findall(r"^(.*?\S) *> into ([0-9a-f]+)$", result.log, re.MULTILINE)
    assert {job: bytes.fromhex(where).decode() for job, where in entered} == expected


def test_a_name_that_cannot_be_made_safe_is_refused_with_its_path(repository: HostileRepository) -> None:
    for name in REFUSED:
        repository.add_project(name)
    repository.add_project("harmless")
    repository.commit()
    command = (MONOCI, "generate", "--all", "--output", CHILD)
    done = subprocess.run(command, cwd=repository.root, env=environment(), capture_output=True, check=False)
    assert done.returncode == 1
    assert not (repository.root / CHILD).exists()
    for shown_as in (
        r'"new\nline"',
        r'"tab\there"',
        r'"bell\a"',
        r'"delete\177"',
        r'"line\342\200\250separator"',
        r'"latin\351"',
    ):
        assert f"{shown_as} cannot be named in a pipeline" in done.stderr.decode()
    assert b"harmless" not in done.stderr


def test_names_of_packages_reach_jobs_as_data(repository: HostileRepository) -> None:
    repository.add_project("library", f"[project]\nname = {json.dumps(PACKAGE)}\nversion = '1'\n")
    repository.commit()
    job = check_text(generate(repository))["library:where"]
    assert job["variables"]["MONOCI_PACKAGE"] == {"value": PACKAGE, "expand": False}
    assert "id" not in " ".join(job["script"])


def test_names_of_branches_and_commits_are_in_no_pipeline(repository: HostileRepository) -> None:
    repository.add_project("library")
    repository.commit()
    words = {"CI_COMMIT_REF_NAME": BRANCH, "CI_COMMIT_BRANCH": BRANCH, "CI_COMMIT_TITLE": BRANCH}
    text = generate(repository, GITLAB_CI="true", CI_PIPELINE_SOURCE="push", **words)
    assert "id>" not in text
    assert "PATH" not in text
