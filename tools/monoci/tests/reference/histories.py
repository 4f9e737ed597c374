"""Writes a random repository with a history of random changes: python3 -m reference.histories DIRECTORY [--seed S]."""

import argparse
import os
import subprocess
from itertools import pairwise

from .dice import Dice
from .mutations import changed_world, first_world
from .world import SUBMODULE, render

COMMITS = 14


def make_history(directory: str, seed: int) -> list[str]:
    """Makes a bare repository; returns its commits, oldest first. The same seed gives the same repository."""
    dice = Dice(seed)
    worlds = [first_world(dice)]
    while len(worlds) < COMMITS:
        is_revert = dice.often(0.08)
        worlds.append(dice.pick(worlds) if is_revert else changed_world(dice, worlds[-1]))
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", directory], check=True)
    script = b"".join(_commit(number, render(world)) for number, world in enumerate(worlds, 1))
    subprocess.run(["git", "-C", directory, "fast-import", "--quiet"], input=script, check=True)
    listed = subprocess.run(
        ["git", "-C", directory, "rev-list", "--reverse", "main"], check=True, stdout=subprocess.PIPE
    )
    return listed.stdout.decode().split()


def pairs_of(commits: list[str], seed: int) -> list[tuple[str, str]]:
    """Every step forwards and backwards, and some ranges."""
    steps = list(pairwise(commits))
    dice = Dice(seed)
    ranges = [tuple(dice.sample(commits, 2)) for _ in range(6)]
    return [*steps, *((head, base) for base, head in steps), *ranges]


def _commit(number: int, files: dict[str, tuple[str, str]]) -> bytes:
    author = f"A <a@example.invalid> {1_700_000_000 + number} +0000\n".encode()
    head = b"commit refs/heads/main\nmark :%d\nauthor " % number + author + b"committer " + author
    head += b"data 0\n\ndeleteall\n"
    return head + b"".join(_file(path, mode, text) for path, (mode, text) in sorted(files.items())) + b"\n"


def _file(path: str, mode: str, text: str) -> bytes:
    name = _quoted(os.fsencode(path))
    if mode == SUBMODULE:
        return f"M {mode} {text} ".encode() + name + b"\n"
    content = os.fsencode(text)
    return f"M {mode} inline ".encode() + name + b"\ndata %d\n" % len(content) + content + b"\n"


def _quoted(name: bytes) -> bytes:
    """As fast-import reads paths: in double quotes, C escapes for what needs one."""
    return b'"' + b"".join(b"\\%03o" % byte if byte < 32 or byte in b'"\\' else bytes([byte]) for byte in name) + b'"'


def main() -> None:
    parser = argparse.ArgumentParser(prog="reference.histories", description=__doc__)
    parser.add_argument("directory")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print(*make_history(arguments.directory, arguments.seed), sep="\n")


if __name__ == "__main__":
    main()
