"""Holds monoci's answer to lock edits against the real uv, over random edits of a workspace.

lock_edits.py MONOCI [--edits 200] [--seed 1] [--keep DIR]     needs uv on PATH, and an index

A project is affected by a changed lock exactly if `uv export --package P --all-extras --all-groups --frozen` or
`uv tree` of it differs between base and head. The export has versions, markers and hashes, and `# via` says who asks
for a package; but a requirement that moves to an extra, or asks for an extra whose packages are there anyway, shows in
the tree alone. The column `by tree` counts projects that only the tree tells.

An edit that changes manifests becomes two commits, and two questions about it:

- `lock`: from the new manifests with the old lock to the new lock. Only the lock differs, so uv alone says who is
  affected. The old lock gets a comment in the first commit, for the second question.
- `all`: from before to after. A changed manifest affects by monoci's rules for files, which uv does not know, so the
  expected set is what uv says and what the reference says about the first commit, in which the lock changed by that
  comment alone. monoci's own answer is never expected.

Two things are put in uv's place. `vendored` is no member, and a member that asks for all of it stands in for it. And
the groups of a virtual root, which `--all-groups` brings along for each member, are left out of that and exported by
themselves: monoci says that default groups of the root concern every member, and that nobody installs the others.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reference.compare import Pair, monoci_answer, start_monoci
from reference.dice import Dice
from reference.lock_edit_kinds import KINDS
from reference.question import Reference
from reference.uv_workspace import Installed, UvRefusedError, Workspace

TITLES = ("edits", "exact", "too much", "too little", "unresolved", "no change")
TITLES += ("questions", "projects", "by uv", "by tree")
AS_BEFORE = "# the lock of before\n"

Commit = tuple[str, Installed]


@dataclass
class Tally:
    edits: int = 0
    exact: int = 0
    much: int = 0
    little: int = 0
    unresolved: int = 0
    unchanged: int = 0
    questions: int = 0
    projects: int = 0  # of these questions
    by_uv: int = 0  # of these projects, those that uv says differ
    by_tree: int = 0  # of these, those that only the tree tells
    differing: list[str] = field(default_factory=list)

    @property
    def figures(self) -> list[int]:
        return [value for value in vars(self).values() if isinstance(value, int)]

    def row(self, name: str) -> str:
        return f"{name:28}" + "".join(f"{figure:11}" for figure in self.figures)


@dataclass(frozen=True)
class Question:
    name: str
    pair: Pair
    by_export: set[str]
    by_tree: set[str]
    by_files: set[str]

    @property
    def by_uv(self) -> set[str]:
        return self.by_export | self.by_tree


class Edits:
    def __init__(self, program: str, directory: Path, seed: int) -> None:
        self.program, self.dice = program, Dice(seed)
        self.workspace = Workspace(directory)
        self.reference = Reference(str(self.workspace.directory))
        self.before = self.reference.repository.commit("HEAD"), self.workspace.installed()
        self.tallies = {name: Tally() for name in KINDS}

    def make(self) -> bool:
        """One edit, if the dice find one that uv resolves and that changes something."""
        kind = self.dice.pick([*KINDS])
        tally = self.tallies[kind]
        try:
            said = KINDS[kind](self.workspace, self.dice)
        except UvRefusedError:
            tally.unresolved += 1
            self.workspace.restore()
            return False
        changed = self.workspace.changed()
        if said is None or not changed:
            tally.unchanged += 1
            return False
        self._judge(tally, f"{kind}: {said}", [*self._questions(said, changed)])
        return True

    def _questions(self, said: str, changed: set[str]) -> Iterator[Question]:
        base, before = self.before
        manifests = changed - {"uv.lock"}
        middle, between, by_files = base, before, set()
        if manifests:
            new = self.workspace.lock.read_text()
            self.workspace.lock.write_text(self._old_lock(base) + AS_BEFORE)
            middle, between = self.workspace.commit(f"manifests: {said}"), self.workspace.installed()
            by_files = set(self.reference.answer(base, middle).affected)
            self.workspace.lock.write_text(new)
        self.before = self.workspace.commit(f"lock: {said}"), self.workspace.installed()
        yield _question("lock", (middle, between), self.before, set())
        if manifests:
            yield _question("all", (base, before), self.before, by_files)

    def _old_lock(self, commit: str) -> str:
        return self.reference.repository.git("show", f"{commit}:uv.lock").decode()

    def _judge(self, tally: Tally, said: str, questions: list[Question]) -> None:
        much = little = False
        for question in questions:
            found, stderr = monoci_answer(start_monoci(self.program, str(self.workspace.directory), question.pair))
            if found is None:
                raise RuntimeError(f"monoci refuses {question.pair}: {stderr}")
            expected = question.by_uv | question.by_files
            much, little = much or bool(found - expected), little or bool(expected - found)
            if found != expected:
                tally.differing.append(_difference(said, question, found))
            tally.questions += 1
            tally.projects += len(self.workspace.projects)
            tally.by_uv += len(question.by_uv)
            tally.by_tree += len(question.by_tree - question.by_export)
        tally.edits += 1
        tally.exact += not much and not little
        tally.much += much
        tally.little += little


def _question(name: str, before: Commit, after: Commit, by_files: set[str]) -> Question:
    texts = before[1], after[1]
    by_export, by_tree = texts[0].differs_in_export(texts[1]), texts[0].differs_in_tree(texts[1])
    return Question(name, (before[0], after[0]), by_export, by_tree, by_files)


def _difference(said: str, question: Question, found: set[str]) -> str:
    expected = question.by_uv | question.by_files
    lines = [
        f"{said}\n  question {question.name}, base {question.pair[0]}, head {question.pair[1]}",
        f"  expected {sorted(expected)}; by export {sorted(question.by_export)}, by tree {sorted(question.by_tree)}",
        f"  found    {sorted(found)}",
        f"  too much {sorted(found - expected)}, too little {sorted(expected - found)}",
    ]
    return "\n".join(lines)


def total_of(tallies: dict[str, Tally]) -> Tally:
    return Tally(*map(sum, zip(*(tally.figures for tally in tallies.values()), strict=True)))


def measure(program: str, directory: Path, arguments: argparse.Namespace) -> int:
    edits, made = Edits(program, directory, arguments.seed), 0
    shown: set[str] = set()
    while made < arguments.edits:
        made += edits.make()
        for text in (text for tally in edits.tallies.values() for text in tally.differing if text not in shown):
            print(f"edit {made}: {text}")
            shown.add(text)
    edits.reference.repository.close()
    print(f"{'kind of edit':28}" + "".join(f"{title:>11}" for title in TITLES))
    for name, tally in edits.tallies.items():
        print(tally.row(name))
    total = total_of(edits.tallies)
    print(total.row("total"))
    return 0 if total.exact == total.edits else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("monoci")
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where to make the repositories and leave them; must not exist")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    program = str(Path(arguments.monoci).resolve())
    if arguments.keep:
        arguments.keep.mkdir(parents=True)
        return measure(program, arguments.keep.resolve(), arguments)
    with tempfile.TemporaryDirectory() as directory:
        return measure(program, Path(directory).resolve(), arguments)


if __name__ == "__main__":
    sys.exit(main())
