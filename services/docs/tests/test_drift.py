"""docs-drift on real repositories, with the real monoci."""

import json
import subprocess
from pathlib import Path

import pytest
from platform_docs.drift.cli import run
from platform_docs.monoci_program import monoci_program

PROJECT = Path(__file__).parents[1]
RULES = """\
libs/core:
  - { files: ["src/**", "!src/**/version.py"], page: core.md, section: What it does }
  - { files: ["src/**/settings.py"], page: runbook.md, section: When it is late }
services/api:
  - { files: ["src/**"], page: api.md, section: Run it }
"""
FILES = {
    "pyproject.toml": '[tool.uv.workspace]\nmembers = ["libs/*", "services/*"]\n',
    "libs/core/pyproject.toml": '[project]\nname = "core"\nversion = "1"\n',
    "libs/core/src/core/settings.py": "a = 1\n",
    "libs/core/src/core/version.py": "a = 1\n",
    "libs/core/tests/test_core.py": "a = 1\n",
    "services/api/pyproject.toml": '[project]\nname = "api"\nversion = "1"\ndependencies = ["core"]\n',
    "services/api/src/api.py": "a = 1\n",
    "services/docs/pyproject.toml": '[project]\nname = "pages"\nversion = "1"\n',
    "services/docs/drift.yml": RULES,
    "services/docs/docs/core.md": "# Core\n\n## What it does\n",
    "services/docs/docs/runbook.md": "# Runbook\n\n## When it is late\n",
    "services/docs/docs/api.md": "# API\n\n```\n# Run it in a fence\n```\n\n## Run it\n",
}


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MONOCI_PROGRAM", monoci_program(PROJECT.parents[1]))
    root = tmp_path / "repository"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root.parent, "init", "-q", "-b", "main", str(root))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    return root


def change(root: Path, *names: str) -> None:
    for name in names:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write("\n# changed\n")
    git(root, "commit", "-q", "-a", "-m", "change")


def drift(root: Path, *options: str) -> int:
    return run(["--rules", str(root / "services/docs/drift.yml"), "--base", "HEAD~1", "--exact-base", *options])


SETTINGS = "libs/core/src/core/settings.py"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ([SETTINGS], ["services/docs/docs/core.md", "services/docs/docs/runbook.md"]),
        ([SETTINGS, "services/docs/docs/core.md"], ["services/docs/docs/runbook.md"]),
        ([SETTINGS, "services/docs/docs/core.md", "services/docs/docs/runbook.md"], []),
        (["libs/core/src/core/version.py"], []),  # what the rule leaves out
        (["libs/core/tests/test_core.py"], []),  # what no rule tells of
        (["services/api/src/api.py"], ["services/docs/docs/api.md"]),
        (["services/docs/docs/core.md"], []),
    ],
)
def test_a_page_is_behind_where_the_code_changed_alone(
    root: Path, capsys: pytest.CaptureFixture[str], changed: list[str], named: list[str]
) -> None:
    change(root, *changed)
    assert drift(root) == 0
    lines = capsys.readouterr().out.splitlines()
    if not named:
        assert lines == ["no page is behind the code that changed"]
    assert [line.split(", and ")[1].split(" did not")[0] for line in lines if ", and " in line] == named


def test_what_a_project_depends_on_is_not_its_own_code(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """services/api is affected by libs/core, and its page still holds."""
    change(root, SETTINGS)
    drift(root)
    assert "api.md" not in capsys.readouterr().out


def test_a_finding_says_page_and_section(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, "services/api/src/api.py")
    drift(root)
    page = "services/docs/docs/api.md"
    text = f"services/api/src/api.py changed, and {page} did not: see whether `Run it` still holds\n"
    assert capsys.readouterr().out == text


def report_of(root: Path, file: Path, *options: str) -> list[dict[str, object]]:
    assert drift(root, "--output", str(file), *options) == 0
    issues: list[dict[str, object]] = json.loads(file.read_text(encoding="utf-8"))
    return issues


def test_the_report_is_one_of_code_quality(root: Path, tmp_path: Path) -> None:
    change(root, SETTINGS)
    first = report_of(root, tmp_path / "first.json")
    assert [issue["check_name"] for issue in first] == ["docs-drift", "docs-drift"]
    assert all(issue["severity"] == "info" and issue["description"] for issue in first)
    assert all(issue["location"] == {"path": SETTINGS, "lines": {"begin": 1}} for issue in first)
    assert len({str(issue["fingerprint"]) for issue in first}) == 2
    change(root, SETTINGS)
    again = report_of(root, tmp_path / "again.json")
    assert [issue["fingerprint"] for issue in again] == [issue["fingerprint"] for issue in first]


def test_nothing_behind_is_an_empty_report(root: Path, tmp_path: Path) -> None:
    change(root, "libs/core/tests/test_core.py")
    assert report_of(root, tmp_path / "report.json") == []


@pytest.mark.parametrize("command", [("affected", "--format", "json"), ("generate", "--output", "child.yml")])
def test_reports_of_monoci_will_do(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    (root / "monoci.yaml").write_text("version: 1\n", encoding="utf-8")
    git(root, "add", "-A")
    change(root, "services/api/src/api.py")
    report = tmp_path / "report.json"
    extra = ["--report", str(report)] if command[0] == "generate" else []
    words = [monoci_program(root), "-C", str(root), *command, *extra, "--base", "HEAD~1", "--exact-base"]
    done = subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, text=True)
    if command[0] == "affected":
        report.write_text(done.stdout, encoding="utf-8")
    assert run(["--rules", str(root / "services/docs/drift.yml"), "--report", str(report)]) == 0
    assert "services/docs/docs/api.md did not" in capsys.readouterr().out


def test_missing_evidence_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = ["--rules", str(root / "services/docs/drift.yml")]
    assert run([*rules, "--base", "no-such-branch"]) == 1
    assert "docs-drift: error: " in capsys.readouterr().err
    report = root / "report.json"
    document = {"projects": [], "unowned": [], "widened": ["no base"]}
    report.write_text(json.dumps(document), encoding="utf-8")
    assert run([*rules, "--report", str(report)]) == 0
    assert "not everything that changed is known: no base" in capsys.readouterr().err


def test_all_faults_of_the_rules_are_told_with_their_lines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = root / "services/docs/drift.yml"
    rules.write_text(
        "libs/none:\n"
        "  - { files: [a], page: gone.md, section: X }\n"
        "  - { files: [], page: core.md, section: Nothing }\n"
        "  - { file: [a] }\n"
        "libs/core: x\n"
        "libs/core: []\n"
        "libs: []\n"
        "? [a]\n"
        ": []\n"
        "services/api/:\n"
        '  - { files: ["!"], page: ../pyproject.toml, section: X }\n',
        encoding="utf-8",
    )
    assert drift(root) == 2
    faults = [line.removeprefix(f"{rules}:") for line in capsys.readouterr().err.splitlines()]
    assert faults == [
        "1:1: error: there is no project `libs/none`",
        "2:25: error: there is no page `gone.md`",
        "3:14: error: `files` is a list of patterns",
        "3:42: error: `services/docs/docs/core.md` has no section `Nothing`",
        "4:5: error: the rule has no files and no page and no section",
        "4:13: error: unknown key `file`: a rule has files, page and section",
        "5:12: error: `libs/core` needs a list of rules",
        "6:1: error: `libs/core` is there twice",
        "7:1: error: there is no project `libs`",
        "8:3: error: here should be a text",
        "10:1: error: there is no project `services/api/`",
        "11:15: error: Invalid git pattern: '!'",
        "11:27: error: there is no page `../pyproject.toml`",
    ]


@pytest.mark.parametrize("text", ["a: [", "- a", "", "a: \x00"])
def test_what_is_no_set_of_rules_is_refused(root: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (root / "services/docs/drift.yml").write_text(text, encoding="utf-8")
    assert drift(root) == 2
    assert "drift.yml" in capsys.readouterr().err


def test_the_rules_of_this_repository_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every page and section that they name is there."""
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"projects": [], "unowned": [], "widened": []}), encoding="utf-8")
    assert run(["--rules", str(PROJECT / "drift.yml"), "--report", str(report)]) == 0, capsys.readouterr().err


def test_a_linked_page_is_known_by_its_own_name(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "services/api/docs").mkdir()
    (root / "services/api/docs/use.md").write_text("# Use\n", encoding="utf-8")
    (root / "services/docs/docs/api").symlink_to("../../api/docs")
    rule = '  - { files: ["src/**"], page: api/use.md, section: Use }\n'
    (root / "services/docs/drift.yml").write_text(f"services/api:\n{rule}", encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "link the page")
    change(root, "services/api/src/api.py")
    drift(root)
    assert "services/api/docs/use.md did not" in capsys.readouterr().out
    change(root, "services/api/src/api.py", "services/api/docs/use.md")
    drift(root)
    assert capsys.readouterr().out == "no page is behind the code that changed\n"


def test_what_cannot_be_written_or_run_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, SETTINGS)
    assert drift(root, "--output", str(root / "none/report.json")) == 2
    assert "none/report.json: No such file or directory" in capsys.readouterr().err
    monkeypatch.setenv("MONOCI_PROGRAM", str(root / "none"))
    assert drift(root) == 1
    assert "and that is no program" in capsys.readouterr().err
