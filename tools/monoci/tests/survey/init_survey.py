"""`monoci init` on repositories of others: does what it writes work, without an edit?

    python tools/monoci/tests/survey/init_survey.py GIT_DIRECTORY... [--keep DIRECTORY]

Each repository is cloned aside; the clone gets `monoci init --yes`, is committed, and `monoci generate` writes the
child for all projects and for the last change before. Both children and the parent are held against GitLab's schema
and `monoci lint`; what `monoci check` finds may be older than `init`. Prints a Markdown table, and ends with 1 where
schema or `lint` refuses something.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline"))

from child_checks import check_schema, job_names
from programs import MONOCI, environment, run

COLUMNS = ("repository", "shape", "projects", "kinds", "files", "jobs", "of the last change", "schema", "lint", "check")
CHILD = "monoci-child.yml"


class TagLoader(yaml.SafeLoader):
    """GitLab's own tags stand for something else: here their value is enough."""


def plain_value(loader: TagLoader, _suffix: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else node.value


TagLoader.add_multi_constructor("!", plain_value)


@dataclass
class Finding:
    """One row of the table."""

    name: str
    revision: str
    shape: str = ""
    projects: int = 0
    kinds: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    jobs: Counter[str] = field(default_factory=Counter)
    last_change: int = 0
    schema: list[str] = field(default_factory=list)
    lint: list[str] = field(default_factory=list)
    check: str = ""

    def row(self) -> str:
        tools = ", ".join(f"{count} {name}" for name, count in sorted(self.jobs.items()))
        cells = [
            f"{self.name} `{self.revision[:10]}`",
            self.shape,
            str(self.projects),
            ", ".join(self.kinds),
            str(len(self.files)),
            f"{self.jobs.total()}: {tools}" if tools else "0",
            str(self.last_change),
            "; ".join(self.schema) or "yes",
            "; ".join(self.lint) or "yes",
            self.check,
        ]
        return f"| {' | '.join(cells)} |"


def missing_files(root: Path) -> Iterator[str]:
    """Files whose content a partial copy of a repository lacks."""
    lines = run(root, "git", "ls-tree", "-r", "-z", "HEAD").split("\0")
    blobs = {}
    for line in filter(None, lines):
        words, name = line.split("\t", 1)
        if words.split()[1] == "blob":
            blobs.setdefault(words.split()[2], []).append(name)
    known = run(root, "git", "cat-file", "--batch-check=%(objectname) %(objecttype)", text="\n".join(blobs) + "\n")
    for line in known.splitlines():
        if line.endswith(" missing"):
            yield from blobs[line.split()[0]]


def clone(source: Path, root: Path) -> None:
    run(root.parent, "git", "clone", "-q", "--shared", "--no-checkout", source.absolute(), root)
    run(root, "git", "read-tree", "HEAD")
    missing = "\0".join(missing_files(root))
    run(root, "git", "update-index", "-z", "--skip-worktree", "--stdin", text=missing)
    run(root, "git", "-c", "core.symlinks=true", "checkout-index", "-q", "--all")


def name_of(source: Path) -> str:
    """`owner/name`, of a directory that is called so or `owner+name`, with or without the git directory's own name."""
    parts = [part for part in source.absolute().parts if part not in (".git", "repo", "repo.git")]
    return parts[-1].removesuffix(".git").replace("+", "/")


def tracked(root: Path, *patterns: str) -> list[Path]:
    return [Path(name) for name in run(root, "git", "ls-files", "-z", "--", *patterns).split("\0") if name]


def shape_of(root: Path, projects: list[dict[str, Any]]) -> str:
    """In words: where the workspace is, where its projects lie, and what lies beside."""
    directories = [Path(project["path"]) for project in projects]
    words = [workspace_word(root, directories)]
    if Path() in directories and len(directories) > 1:
        words.append("root with code")
    if any(len(directory.parts) == 1 for directory in directories):
        words.append("flat")
    tops = sorted({f"{directory.parent}/*" for directory in directories if len(directory.parts) > 1})
    if tops:
        words.append(", ".join(f"`{top}`" for top in tops[:3]) + (", …" if len(tops) > 3 else ""))
    locks = {"pnpm": "*pnpm-lock.yaml", "npm": "*package-lock.json", "yarn": "*yarn.lock"}
    words += [f"{name} beside" for name, pattern in locks.items() if tracked(root, pattern)]
    return "; ".join(words)


def workspace_word(root: Path, directories: list[Path]) -> str:
    manifests = tracked(root, "*pyproject.toml")
    roots = [file.parent for file in manifests if "[tool.uv.workspace]" in (root / file).read_text("utf-8")]
    roots = [place for place in roots if any(place in (each, *each.parents) for each in directories)]
    if not roots:
        return "one project" if len(directories) == 1 else "no workspace"
    shallow = min(roots, key=lambda place: (len(place.parts), place))
    return f"workspace in `{shallow}`" if shallow.parts else "workspace"


def init(root: Path) -> list[str]:
    before = set(run(root, "git", "status", "--porcelain", "-uall", "-z").split("\0"))
    run(root, MONOCI, "init", "--yes")
    after = set(run(root, "git", "status", "--porcelain", "-uall", "-z").split("\0"))
    return sorted(line[3:] for line in after - before)


def child_of(root: Path, finding: Finding, *options: str) -> dict[str, Any]:
    run(root, MONOCI, "generate", *options, "--output", CHILD)
    return checked(root, CHILD, finding)


def checked(root: Path, file: str, finding: Finding) -> dict[str, Any]:
    document: dict[str, Any] = yaml.load((root / file).read_text(encoding="utf-8"), TagLoader)  # noqa: S506
    try:
        check_schema(document)
    except jsonschema.ValidationError as fault:
        finding.schema.append(f"{file}: {fault.message[:80]}")
    done = monoci(root, "lint", file)
    if done.returncode != 0:
        finding.lint.append(done.stderr.strip().splitlines()[0])
    return document


def monoci(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([MONOCI, *words], cwd=root, env=environment(), capture_output=True, text=True, check=False)


def look_at(source: Path, root: Path) -> Finding:
    clone(source, root)
    finding = Finding(name_of(source), run(root, "git", "rev-parse", "HEAD").strip())
    finding.files = init(root)
    commit(root, finding.files)
    projects = yaml.safe_load(run(root, MONOCI, "list", "--format", "json"))["projects"]
    finding.projects = len(projects)
    finding.check = monoci(root, "check").stdout.strip().splitlines()[-1]
    finding.shape = shape_of(root, projects)
    config = yaml.safe_load((root / "monoci.yaml").read_text(encoding="utf-8"))
    finding.kinds = {name: kind["jobs"] for name, kind in config["kinds"].items()}
    child = child_of(root, finding, "--all")
    finding.jobs = Counter(name.rsplit(":", 1)[-1] for name in job_names(child))
    last = child_of(root, finding, "--config", "monoci.yaml", "--base", "HEAD~2", "--exact-base", "--head", "HEAD~1")
    finding.last_change = len(job_names(last) - {"monoci:nothing-affected"})
    for file in finding.files:
        if file in (".gitlab-ci.yml", ".gitlab/monoci.yml"):
            checked(root, file, finding)
    return finding


def commit(root: Path, files: list[str]) -> None:
    """Not with `git commit`, which wants the content of every file."""
    run(root, "git", "add", "--", *files)
    tree = run(root, "git", "write-tree", "--missing-ok").strip()
    identity = ("-c", "user.name=Test", "-c", "user.email=test@monoci.example")
    made = run(root, "git", *identity, "commit-tree", "-p", "HEAD", "-m", "Let monoci plan the pipelines", tree)
    run(root, "git", "update-ref", "HEAD", made.strip())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", type=Path, metavar="GIT_DIRECTORY")
    parser.add_argument("--keep", type=Path, help="leave the clones here")
    arguments = parser.parse_args()
    findings = []
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for source in arguments.repositories:
        with tempfile.TemporaryDirectory() as directory:
            place = arguments.keep or Path(directory)
            place.mkdir(parents=True, exist_ok=True)
            findings.append(look_at(source, place / name_of(source).replace("/", "+")))
            print(findings[-1].row(), flush=True)
    return 1 if any(finding.schema or finding.lint for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main())
