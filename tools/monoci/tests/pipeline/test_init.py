"""`monoci init` on small repositories: what it writes is run for real, with real uv."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from child_checks import check_schema, check_scripts, check_text, job_names
from local_run import PipelineRun, run_pipeline
from programs import MONOCI, REPOSITORY, commit_all, run
from terminal import at_terminal

COMPONENT = REPOSITORY / "templates/monoci/template.yml"
SURVEY = REPOSITORY / "tools/monoci/tests/survey/init_survey.py"

WORKSPACE = """[tool.uv.workspace]
members = ["libs/*"]

[dependency-groups]
dev = ["pytest>=8", "ruff>=0.9"]

[tool.ruff.format]
quote-style = "double"
"""
PACKAGE = """[project]
name = "{name}"
version = "1.0.0"
requires-python = ">=3.11"
dependencies = [{uses}]

[build-system]
requires = ["uv_build>=0.9"]
build-backend = "uv_build"

[tool.uv.sources]
{sources}"""
CODE = "def word() -> str:\n    return {value}\n"
TEST = 'from {name} import word\n\n\ndef test_word() -> None:\n    assert word() == "{value}"\n'


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def member(name: str, value: str, uses: str = "") -> dict[str, str]:
    requirement, source = (f'"{uses}"', f"{uses} = {{ workspace = true }}\n") if uses else ("", "")
    code = f"from {uses} import word as other\n\n\n" + CODE.format(value="other()") if uses else CODE
    return {
        f"libs/{name}/pyproject.toml": PACKAGE.format(name=name, uses=requirement, sources=source),
        f"libs/{name}/src/{name}/__init__.py": code.format(value=f'"{value}"'),
        f"libs/{name}/tests/test_{name}.py": TEST.format(name=name, value=value),
    }


LONE = {
    "pyproject.toml": PACKAGE.format(name="alone", uses="", sources="")
    + '\n[project.optional-dependencies]\ntest = ["pytest>=8"]\n',
    "src/alone/__init__.py": CODE.format(value='"alone"'),
    "tests/test_alone.py": TEST.format(name="alone", value="alone"),
}
SHAPES = {
    "at-the-root": ("", {"pyproject.toml": WORKSPACE} | member("first", "1") | member("second", "1", "first")),
    "in-a-sub-directory": ("python", {"pyproject.toml": WORKSPACE} | member("first", "1")),
    "one-project": ("", LONE),
}


def initialized(shape: str, directory: Path) -> Path:
    place, files = SHAPES[shape]
    root = directory / "repository"
    write(root / place, files)
    run(root / place, "uv", "lock", "-q")
    run(root, "git", "init", "-q", "-b", "main")
    run(root, "git", "remote", "add", "origin", "https://gitlab.example/data/repository.git")
    commit_all(root)
    run(root, MONOCI, "init", "--yes")
    return root


def run_parent(root: Path) -> PipelineRun:
    """As in a push of the last commit to the default branch; jobs find the monoci under test."""
    programs = root.parent / "programs"
    programs.mkdir()
    (programs / "monoci").symlink_to(Path(MONOCI).absolute())
    before = run(root, "git", "rev-parse", "HEAD~1").strip()
    words = {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": before}
    options = [word for name, value in words.items() for word in ("--variable", f"{name}={value}")]
    return run_pipeline(root, ".gitlab-ci.yml", *options, programs=programs)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_init_writes_is_green_at_once(shape: str, tmp_path: Path) -> None:
    root = initialized(shape, tmp_path)
    commit_all(root)
    run(root, MONOCI, "generate", "--all", "--output", tmp_path / "child.yml")
    child = check_text((tmp_path / "child.yml").read_text(encoding="utf-8"))
    check_scripts(child, tmp_path)
    assert any(name.endswith(":test") for name in job_names(child))
    result = run_parent(root)
    jobs = {f"[monoci-affected] -> {name}" for name in job_names(child)}
    assert result.jobs == dict.fromkeys({"monoci-generate", "monoci-affected"} | jobs, "PASS"), result.log
    assert result.code == 0


def test_what_breaks_later_is_red(tmp_path: Path) -> None:
    root = initialized("one-project", tmp_path)
    write(root, {"src/alone/__init__.py": CODE.format(value='"broken"')})
    commit_all(root)
    result = run_parent(root)
    assert result.jobs["/:test"] == "FAIL", result.log


@pytest.mark.parametrize(("answer", "files"), [("no\n", 0), ("yes\n", 4), ("\x04", 0), ("\x03", 0)])
def test_at_a_terminal_it_asks_once(answer: str, files: int, tmp_path: Path) -> None:
    write(tmp_path, LONE)
    run(tmp_path, "git", "init", "-q")
    commit_all(tmp_path)
    session = at_terminal(tmp_path, [str(Path(MONOCI).absolute()), "init"], [answer])
    assert session.screen.count("Write these files? [y/n]") == 1
    status = run(tmp_path, "git", "status", "--porcelain", "--untracked-files=all")
    assert len(status.splitlines()) == files, session.screen


def component_jobs() -> dict[str, Any]:
    """The jobs of the component with its defaults, as GitLab reads them."""
    spec, text = COMPONENT.read_text(encoding="utf-8").split("\n---\n")
    inputs = {name: each.get("default", "image") for name, each in yaml.safe_load(spec)["spec"]["inputs"].items()}
    jobs: dict[str, Any] = yaml.safe_load(re.sub(r"\$\[\[ inputs\.(\w+) ]]", lambda word: str(inputs[word[1]]), text))
    return jobs


def test_its_jobs_are_those_of_the_component(tmp_path: Path) -> None:
    """What may differ: words that only the component's inputs need, and what an existing pipeline's defaults do."""
    write(tmp_path, LONE)
    run(tmp_path, "git", "init", "-q")
    run(tmp_path, MONOCI, "init", "--yes")
    ours = yaml.safe_load((tmp_path / ".gitlab/monoci.yml").read_text(encoding="utf-8"))
    theirs = component_jobs()
    check_schema(ours)
    trigger, their_trigger = ours["monoci-affected"], theirs["monoci-affected"]
    assert trigger["trigger"].pop("strategy") == "depend"  # `mirror` is unknown to servers before 18.2
    their_trigger["trigger"].pop("strategy")
    assert trigger == {key: value for key, value in their_trigger.items() if key != "rules"}
    job, their_job = ours["monoci-generate"], theirs["monoci-generate"]
    for key in ("stage", "needs", "interruptible"):
        assert job[key] == their_job[key]
    assert job["variables"].items() <= their_job["variables"].items()
    assert f"--base {their_job['variables']['GENERATE_BASE']} " in job["script"][0]
    assert set(job["artifacts"]["paths"]) <= set(their_job["artifacts"]["paths"])


def test_the_survey_of_other_repositories_works(tmp_path: Path) -> None:
    sources = []
    for name, (place, files) in SHAPES.items():
        root = tmp_path / f"team+{name}"
        write(root / place, files)
        run(root, "git", "init", "-q", "-b", "main")
        commit_all(root)
        commit_all(root, "nothing more")
        sources.append(root)
    table = run(tmp_path, "env", f"MONOCI_PROGRAM={MONOCI}", sys.executable, SURVEY, *sources).splitlines()
    assert [line.split(" ")[1] for line in table[2:]] == [f"team/{name}" for name in SHAPES]
    assert all(line.endswith("| yes | yes | no findings |") for line in table[2:]), table
