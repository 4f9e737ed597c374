"""The container files of this repository. No container is built here, but what each would copy is known."""

import os
from pathlib import Path

import pytest
import yaml
from container_file import ContainerFile, IgnoreFile
from programs import REPOSITORY, run

TRACKED = set(filter(None, run(REPOSITORY, "git", "ls-files", "-z").split("\0")))
DEPLOYED = ("libs/", "pipelines/", "services/")
FILES = sorted(path for path in TRACKED if path.startswith(DEPLOYED) and Path(path).name == "Dockerfile")


class Template(yaml.SafeLoader):
    """For GitLab's own tags, which are of no interest here."""


Template.add_constructor("!reference", lambda _loader, _node: None)


def project_of(file: str) -> str:
    return str(Path(file).parent)


def context_of(file: str) -> set[str]:
    """The tracked files that its build sees, and what jobs of its project make."""
    text = (REPOSITORY / f"{file}.dockerignore").read_text(encoding="utf-8")
    return IgnoreFile(text).lets_through(TRACKED | made_by_jobs(project_of(file)))


def made_by_jobs(project: str) -> set[str]:
    made = set()
    for template in (REPOSITORY / "templates/ci").glob("*.yml"):
        for job in yaml.load(template.read_text(encoding="utf-8"), Template).values():  # noqa: S506 (is a safe one)
            paths = job.get("artifacts", {}).get("paths", []) if isinstance(job, dict) else []
            made |= {path.replace("$MONOCI_PROJECT", project) for path in paths if path.startswith("$MONOCI_PROJECT/")}
    return made


def under(path: str, paths: set[str]) -> set[str]:
    """Those that are `path` or below it."""
    return {each for each in paths if path == "." or f"{each}/".startswith(f"{path}/")}


def test_what_is_deployed_has_one() -> None:
    assert {project_of(file) for file in FILES} >= {
        "pipelines/trade-aggregates",
        "pipelines/warehouse",
        "services/data-api",
        "services/docs",
    }


@pytest.mark.parametrize("file", FILES)
def test_hadolint_is_content(file: str) -> None:
    run(REPOSITORY, "hadolint", file)


@pytest.mark.parametrize("file", FILES)
def test_its_images_are_pinned_and_it_does_not_run_as_root(file: str) -> None:
    said = ContainerFile(REPOSITORY / file)
    assert all(":" in image.split()[0] for image in said.all("FROM"))
    assert said.all("USER")[-1:] not in ([], ["root"], ["0"])


@pytest.mark.parametrize("file", FILES)
def test_what_it_copies_is_there(file: str) -> None:
    assert f"{file}.dockerignore" in TRACKED
    sources = ContainerFile(REPOSITORY / file).sources()
    assert sources
    assert [source for source in sources if not under(source, context_of(file))] == []


@pytest.mark.parametrize("file", FILES)
def test_links_that_it_copies_lead_to_what_it_copies_whole(file: str) -> None:
    context, sources = context_of(file), ContainerFile(REPOSITORY / file).sources()
    copied = set().union(*(under(source, context) for source in sources))
    for link in under(project_of(file), set().union(*(under(source, TRACKED) for source in sources))):
        if (REPOSITORY / link).is_symlink():
            target = os.path.normpath(Path(link).parent / (REPOSITORY / link).readlink())
            wanted = {link} | under(target, TRACKED)
            assert len(wanted) > 1, f"{link} leads to nothing"
            assert wanted <= copied, f"{link}: {sorted(wanted - copied)} is not copied"


def test_the_files_of_the_projects_are_not_taken_for_what_builds_leave() -> None:
    """Where all is copied, a pattern such as **/build must not hit what is tracked."""
    for file in FILES:
        if "." in ContainerFile(REPOSITORY / file).sources():
            wanted = {path for path in TRACKED if path.startswith(DEPLOYED)} | {"pyproject.toml"}
            assert wanted <= context_of(file), sorted(wanted - context_of(file))


def test_patterns_are_those_of_docker() -> None:
    ignore = IgnoreFile("# none\n.git\n**/build\n*.md\nsite/*/x?\n**\n!libs/**\n!README.md\nlibs/a/*.log\n")
    paths = {"libs/a/x.py", "libs/a/build/x", "libs/a/x.log", "libs/a/b/x.log", "README.md", "docs/x", ".git/config"}
    assert ignore.lets_through(paths) == {"libs/a/x.py", "libs/a/build/x", "libs/a/b/x.log", "README.md"}
    ignore = IgnoreFile(".git\n**/build\n*.md\nsite/*/x?\n")
    paths = {"build", "a/build/x", "a/builds", "a/x.md", "x.md", ".git/config", "a/.git", "site/a/x1", "site/a/b/x1"}
    assert ignore.lets_through(paths) == {"a/builds", "a/x.md", "a/.git", "site/a/b/x1"}
