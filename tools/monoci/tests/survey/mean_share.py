"""Which share of the projects a change reaches, on average: the last commits of repositories of others.

    python tools/monoci/tests/survey/mean_share.py MONOCI GIT_DIRECTORY... [--pairs N]

Each first-parent step is asked about twice: with `inputs: { private: none }` and with the default, `auto`. Prints
a Markdown table. Ends with 1 where `auto` names a project that `none` does not: then private files widen an answer.
"""

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

NONE = "version: 1\ninputs: { private: none }\n"


@dataclass
class Shares:
    none: list[float] = field(default_factory=list)
    auto: list[float] = field(default_factory=list)
    refused: int = 0  # steps on which monoci gives no answer
    wider: list[str] = field(default_factory=list)  # steps on which `auto` says more

    def row(self, name: str) -> str:
        means = (f"{100 * sum(each) / max(len(each), 1):.1f} %" for each in (self.none, self.auto))
        return f"| {name} | {len(self.none)} | {' | '.join(means)} | {self.refused} |"


def paths_of(command: list[str]) -> set[str] | None:
    """What it lists, or None where it refuses."""
    done = subprocess.run(command, capture_output=True, text=True, errors="surrogateescape", timeout=600)
    return set(done.stdout.split("\0")) - {""} if done.returncode == 0 else None


def steps_of(directory: str, count: int) -> list[tuple[str, str]]:
    log = ["git", "-C", directory, "log", "--first-parent", "--format=%H", f"-{count + 1}"]
    commits = subprocess.run(log, check=True, capture_output=True, text=True).stdout.split()
    return list(zip(commits[1:], commits, strict=False))


def measure(monoci: str, directory: str, count: int, config: str) -> Shares:
    shares = Shares()
    for base, head in steps_of(directory, count):
        question = ["affected", "--base", base, "--exact-base", "--head", head, "--format", "paths", "-0"]
        auto = paths_of([monoci, "-C", directory, *question])
        none = paths_of([monoci, "-C", directory, *question, "--config", config])
        projects = paths_of([monoci, "-C", directory, "list", "--head", head, "--format", "paths", "-0"])
        if auto is None or none is None or not projects:
            shares.refused += 1
            continue
        shares.none.append(len(none) / len(projects))
        shares.auto.append(len(auto) / len(projects))
        if not auto <= none:
            shares.wider.append(f"{directory} {base[:12]} {head[:12]}: {', '.join(sorted(auto - none))}")
    return shares


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("monoci")
    parser.add_argument("repositories", nargs="+")
    parser.add_argument("--pairs", type=int, default=200)
    arguments = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    print("| repository | steps | private: none | private: auto | refused |\n| --- | --- | --- | --- | --- |")
    wider: list[str] = []
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as config:
        config.write(NONE)
        config.flush()
        for directory in arguments.repositories:
            shares = measure(arguments.monoci, directory, arguments.pairs, config.name)
            print(shares.row(Path(directory).parent.name if Path(directory).name == "repo" else Path(directory).name))
            wider += shares.wider
    print("".join(f"\nauto says more: {each}" for each in wider), end="")
    return 1 if wider else 0


if __name__ == "__main__":
    sys.exit(main())
