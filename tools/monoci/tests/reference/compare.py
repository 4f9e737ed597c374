"""Runs monoci and the reference over many commit pairs and shows where they differ.

compare.py MONOCI REPO... [--pairs N] [--seed S]     real repositories
compare.py MONOCI --synthetic N [--seed S]           N random histories (see histories.py)
"""

import argparse
import os
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reference.dice import Dice
from reference.discovery import RefusedError
from reference.histories import make_history, pairs_of
from reference.question import Reference

Pair = tuple[str, str]


@dataclass
class Tally:
    pairs: int = 0
    equal: int = 0
    both_refused: int = 0
    more: int = 0  # monoci says more than the reference
    less: int = 0  # monoci misses something
    refused: int = 0  # one of the two refuses or crashes, the other answers
    differing: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        for name in ("pairs", "equal", "both_refused", "more", "less", "refused"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, name: str) -> str:
        figures = (self.pairs, self.equal, self.both_refused, self.more, self.less, self.refused)
        return f"{name:40}" + "".join(f"{figure:10}" for figure in figures)


HEADER = f"{'repository':40}" + "".join(
    f"{title:>10}" for title in ("pairs", "equal", "both-ref.", "more", "less", "refused")
)


def start_monoci(program: str, repository: str, pair: Pair) -> subprocess.Popen:
    options = ["--base", pair[0], "--exact-base", "--head", pair[1], "--format", "paths", "-0", "--no-fetch"]
    return subprocess.Popen(
        [program, "-C", repository, "affected", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def monoci_answer(process: subprocess.Popen) -> tuple[set[str] | None, str]:
    """None when it refused (exit code 1); and what it said on stderr."""
    out, said = process.communicate(timeout=300)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"monoci ended with {process.returncode}: {os.fsdecode(said)}")
    if process.returncode == 1:
        return None, os.fsdecode(said)
    return {os.fsdecode(path) for path in out.split(b"\0") if path}, os.fsdecode(said)


def compare_pair(tally: Tally, program: str, reference: Reference, pair: Pair) -> None:
    process = start_monoci(program, reference.repository.directory, pair)
    try:
        answer = reference.answer(*pair)
        expected, reasons = set(answer.affected), answer.affected
    except RefusedError as fault:
        expected, reasons = None, {"": [str(fault)]}
    found, said = monoci_answer(process)
    if found == expected:
        tally.equal += 1
        tally.both_refused += found is None
        return
    where = f"{reference.repository.directory} {pair[0][:12]} {pair[1][:12]}"
    if found is None or expected is None:
        tally.refused += 1
        tally.differing.append(
            f"{where}\n  monoci: {said.strip()}\n  reference: {reasons if expected is None else 'answers'}"
        )
        return
    tally.more += bool(found - expected)
    tally.less += bool(expected - found)
    lines = [f"  only monoci: {path!r}" for path in sorted(found - expected)]
    lines += [f"  only reference: {path!r}: {'; '.join(reasons[path])}" for path in sorted(expected - found)]
    tally.differing.append("\n".join([where, *lines]))


def compare_pairs(program: str, directory: str, pairs: list[Pair]) -> Tally:
    tally, reference = Tally(), Reference(directory)
    for pair in pairs:
        tally.pairs += 1
        try:
            compare_pair(tally, program, reference, pair)
        except Exception:  # a crash of either is a difference like any other: show it, go on
            tally.refused += 1
            tally.differing.append(f"{directory} {pair}\n{traceback.format_exc()}")
    reference.repository.close()
    return tally


def real_pairs(directory: str, count: int, seed: int) -> list[Pair]:
    """Single first-parent steps, and for every tenth pair a range of 5 to 60 commits."""
    listed = subprocess.run(
        ["git", "-C", directory, "rev-list", "--first-parent", "HEAD"], check=True, stdout=subprocess.PIPE
    )
    commits, dice = listed.stdout.decode().split(), Dice(seed)
    singles = [(commits[at + 1], commits[at]) for at in range(len(commits) - 1)]
    ranges = [
        (commits[at + dice.randint(5, 60)], commits[at])
        for at in dice.sample(range(max(len(commits) - 60, 0)), min(count // 10, max(len(commits) - 60, 0)))
    ]
    return dice.sample(singles, min(count - len(ranges), len(singles))) + ranges


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("monoci")
    parser.add_argument("repositories", nargs="*")
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--synthetic", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="differing pairs to show for each repository")
    arguments = parser.parse_intermixed_args()
    sys.stdout.reconfigure(errors="surrogateescape", line_buffering=True)
    total = Tally()
    print(HEADER)
    for directory in arguments.repositories:
        pairs = real_pairs(directory, arguments.pairs, arguments.seed)
        report(total, directory, compare_pairs(arguments.monoci, directory, pairs), arguments.show)
    for number in range(arguments.synthetic):
        compare_synthetic(total, arguments, arguments.seed * 1000 + number)
    print(total.row("total"))
    return 0 if total.equal == total.pairs else 3


def compare_synthetic(total: Tally, arguments: argparse.Namespace, seed: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        commits = make_history(directory, seed)
        tally = compare_pairs(arguments.monoci, directory, pairs_of(commits, seed))
        report(total, f"history {seed}", tally, arguments.show)


def report(total: Tally, name: str, tally: Tally, show: int) -> None:
    total.add(tally)
    print(tally.row(name[-40:]))
    for text in tally.differing[:show]:
        print(text)


if __name__ == "__main__":
    sys.exit(main())
