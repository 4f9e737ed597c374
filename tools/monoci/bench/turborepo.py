"""monoci and Turborepo's uv mode over the steps of real uv workspaces that change the lock, side by side.

turborepo.py --monoci PROGRAM REPOSITORY... [--directory DIR] [--steps N] [--show K]

For each repository (a clone, bare or not) the last N first-parent steps that change `uv.lock` are asked of both tools,
in one work tree. Turborepo is configured there as its documentation says: a `turbo.json` with the flag, and
`[tool.turbo]` in the root's manifest. Both are written into base and head alike, so that neither tool sees a change in
them. What each names is held against truth.py, which uv and git compute alone. An answer is

exact      where it names all that must be named and nothing but what may be,
least      where it names, of these, just what must be named,
too much   where it names a project that may not be named (steps; projects in sum),
too little where it leaves out a project that must be named (steps; projects in sum),
refused    where the tool ends with an error instead.

Steps for which uv itself gives no answer are passed over and counted; an older one takes the place of each.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from exports import Exports, NoExportError, below
from steps import Step, WorkTree
from truth import Band, Truth

VERSION = "2.11.11"


@dataclass(frozen=True)
class Answer:
    projects: set[str] | None  # directories; None where the tool refused
    said: str  # then, on stderr
    seconds: float


@dataclass
class Tally:
    steps: int = 0
    exact: int = 0
    least: int = 0
    over: Counter = field(default_factory=Counter)  # step -> projects
    under: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)  # message -> steps
    named: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, step: Step, band: Band, answer: Answer) -> str:
        """What is wrong with the answer, if anything."""
        self.steps += 1
        self.seconds.append(answer.seconds)
        if answer.projects is None:
            self.refused[answer.said] += 1
            return f"refuses: {answer.said}"
        found = answer.projects & band.members
        over, under = found - band.may, band.must - found
        self.named += len(found)
        self.exact += not over and not under
        self.least += found == band.must
        self.over += Counter({step.commit: len(over)})
        self.under += Counter({step.commit: len(under)})
        texts = [f"{what}: {' '.join(sorted(which))}" for what, which in (("over", over), ("under", under)) if which]
        return "; ".join(texts)

    def row(self, repository: str, tool: str) -> str:
        sums = [f"{len(each)}; {each.total()}" if each else "0" for each in (self.over, self.under)]
        milliseconds = f"{statistics.median(self.seconds) * 1000:.0f}" if self.seconds else ""
        cells = [repository, tool, self.steps, self.exact, self.least, *sums, self.refused.total(), milliseconds]
        return _row(*cells)


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


class Tools:
    def __init__(self, monoci: Path, uv: Path, directory: Path) -> None:
        self.monoci, self.uv, self.turbo = str(monoci.resolve()), uv, str(_installed_turbo(directory / "turborepo"))
        kept = {key: os.environ[key] for key in ("HOME", "LANG", "TMPDIR") if key in os.environ}
        # Turborepo asks the `uv` of PATH, and that for a Python: pyenv's scripts in its way take longer than all else.
        # Of the variables of CI, editors and agents neither tool sees any.
        places = [str(uv.parent), *(each for each in os.get_exec_path() if Path(each).name != "shims")]
        self.environment = kept | {"PATH": os.pathsep.join(places), "TURBO_TELEMETRY_DISABLED": "1"}

    def ask_monoci(self, tree: WorkTree, step: Step) -> Answer:
        command = [self.monoci, "affected", "--base", step.base, "--exact-base", "--no-fetch", "--format", "paths"]
        return self._answer(command, tree.directory, {}, lambda out: set(out.splitlines()))

    def ask_turborepo(self, tree: WorkTree, step: Step) -> Answer:
        """TURBO_SCM_HEAD stays unset: where the head is given, it takes any change of the lock for one of everybody."""
        command = [self.turbo, "ls", "--affected", "--output=json"]
        return self._answer(
            command,
            tree.directory / tree.root,
            {"TURBO_SCM_BASE": step.base},
            lambda out: {below(tree.root, each["path"]) for each in json.loads(out)["packages"]["items"]},
        )

    def _answer(
        self, command: list[str], where: Path, variables: dict[str, str], read: Callable[[str], set[str]]
    ) -> Answer:
        start = time.perf_counter()
        done = subprocess.run(command, cwd=where, env=self.environment | variables, capture_output=True, text=True)
        seconds = time.perf_counter() - start
        if done.returncode != 0:
            return Answer(None, " ".join([f"exit {done.returncode}:", *done.stderr.split()]), seconds)
        return Answer(read(done.stdout), "", seconds)

    def versions(self) -> str:
        commands = ([self.turbo, "--version"], [str(self.uv), "--version"], [self.monoci, "--version"])
        said = [
            subprocess.run(each, check=True, capture_output=True, text=True, env=self.environment).stdout.split("\n")[0]
            for each in commands
        ]
        return f"turbo {said[0]}; {said[1]}; {said[2]}; {os.cpu_count()} cores"


def _installed_turbo(directory: Path) -> Path:
    """The program itself: the script that npm puts before it would add the start of node."""
    package = f"turbo@{VERSION}"
    programs = sorted(directory.glob("node_modules/@turbo/*/bin/turbo"))
    if not programs:
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(directory), package], check=True)
        programs = sorted(directory.glob("node_modules/@turbo/*/bin/turbo"))
    return programs[0].resolve()


@dataclass
class Comparison:
    """Of one repository."""

    name: str
    monoci: Tally = field(default_factory=Tally)
    turborepo: Tally = field(default_factory=Tally)
    lock_only: int = 0
    compared: int = 0  # projects, in sum over the steps
    must: int = 0
    may: int = 0
    passed_over: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)

    def add(self, step: Step, band: Band, answers: dict[str, Answer]) -> None:
        self.lock_only += len(band.changed) == 1
        self.compared += len(band.members)
        self.must += len(band.must)
        self.may += len(band.may)
        wrong = [
            f"  {name} {fault}"
            for name, tally in (("monoci", self.monoci), ("turborepo", self.turborepo))
            if (fault := tally.add(step, band, answers[name]))
        ]
        if wrong:
            self.differing.append("\n".join([f"{self.name} {step.commit} ({step.base} {step.head})", *wrong]))

    def note(self) -> str:
        """What the steps of the row are like."""
        return (
            f"{self.name}: {self.lock_only} of {self.monoci.steps} steps change the lock alone; of {self.compared} "
            f"projects in sum {self.must} must be named and {self.may} may be, monoci names {self.monoci.named}, "
            f"Turborepo {self.turborepo.named}; {len(self.passed_over)} steps passed over."
        )


def compare(repository: Path, tools: Tools, directory: Path, count: int) -> Comparison:
    name = repository.resolve().parent.name if repository.name == "repo" else repository.resolve().name
    tree = WorkTree(repository, directory / "work" / name)
    truth = Truth(Exports(tree.directory, tree.root, tools.uv, directory / "exports"))
    comparison = Comparison(name)
    for step in tree.steps():
        if comparison.monoci.steps == count:
            break
        try:
            band = truth.band(step.base, step.head)
        except NoExportError as fault:
            comparison.passed_over.append(f"{step.commit}: {fault}")
            continue
        tree.check_out(step.head)
        asked = [("monoci", tools.ask_monoci), ("turborepo", tools.ask_turborepo)]
        if comparison.monoci.steps % 2:  # so that neither is always the one that finds the files in memory
            asked.reverse()
        comparison.add(step, band, {name: ask(tree, step) for name, ask in asked})
    return comparison


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monoci", type=Path, required=True)
    parser.add_argument("--directory", type=Path, default=Path("build/bench"), help="where all that is made is kept")
    parser.add_argument("--uv", type=Path, default=shutil.which("uv"), help="the uv of PATH, if not given")
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--show", type=int, default=0, help="steps to show for each repository where a tool is wrong")
    parser.add_argument("repositories", nargs="+", type=Path)
    arguments = parser.parse_intermixed_args()
    if arguments.uv is None:
        raise SystemExit("turborepo: there is no uv on PATH, and no --uv")
    directory = arguments.directory.resolve()
    tools = Tools(arguments.monoci, Path(arguments.uv).resolve(), directory)
    comparisons = []
    for repository in arguments.repositories:
        print(f"asking about {repository}", file=sys.stderr, flush=True)
        comparisons.append(compare(repository, tools, directory, arguments.steps))
    report(comparisons, arguments.show)
    print(tools.versions())


def report(comparisons: list[Comparison], show: int) -> None:
    print(_row("repository", "tool", "steps", "exact", "least", "too much", "too little", "refused", "ms"))
    print(_row("---", "---", *["--:"] * 7))
    for each in comparisons:
        print(each.monoci.row(each.name, "monoci"))
        print(each.turborepo.row(each.name, "Turborepo"))
    print()
    for each in comparisons:
        print(each.note())
    for each in comparisons:
        for text in [*each.differing[:show], *each.passed_over[:show]]:
            print(text)


if __name__ == "__main__":
    main()
