"""CPU time and memory of `monoci affected`, as ratios to what a script would ask git to know the same; and how fast a
uv.lock is read, as a ratio to toml++.

The ratio compares runs of one moment on one machine; the milliseconds beside it are no measure of anything else.
"""

import argparse
import os
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

from synthetic import make_repository

RUNS = 11


@dataclass(frozen=True)
class Cost:
    cpu: float  # seconds of user and system time, of the process and its children
    peak: float  # MiB


def run_once(command: list[str], directory: Path) -> Cost:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CI", "GITLAB", "GIT_"))}
    process = subprocess.Popen(command, cwd=directory, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"bench: exit {process.returncode}: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(commands: dict[str, list[str]], directory: Path) -> dict[str, Cost]:
    """Medians. The commands take turns, so that a busy moment meets all of them; the first turn warms up."""
    turns = [{name: run_once(command, directory) for name, command in commands.items()} for _ in range(RUNS + 1)][1:]
    return {
        name: Cost(statistics.median(turn[name].cpu for turn in turns), max(turn[name].peak for turn in turns))
        for name in commands
    }


def output_of(command: list[str], directory: Path | None = None) -> str:
    return subprocess.run(command, cwd=directory, check=True, capture_output=True, text=True).stdout.strip()


def git(directory: Path, *arguments: str) -> str:
    return output_of(["git", *arguments], directory)


def describe(directory: Path) -> str:
    files = git(directory, "ls-tree", "-r", "--name-only", "HEAD").count("\n") + 1
    directories = git(directory, "ls-tree", "-r", "-d", "--name-only", "HEAD").count("\n") + 2  # the root, too
    manifests = git(directory, "ls-files", "*/pyproject.toml").count("\n") + 1
    commits = git(directory, "rev-list", "--count", "--all")
    return f"{manifests:,} projects, {files:,} files, {directories:,} directories, {int(commits):,} commits"


def report(costs: dict[str, Cost]) -> None:
    """A script would run git's commands one after the other: their time adds up, their memory does not."""
    of_git = [cost for name, cost in costs.items() if name.startswith("git ")]
    whole = Cost(sum(cost.cpu for cost in of_git), max(cost.peak for cost in of_git))
    for name, cost in costs.items():
        is_ours = name.startswith("monoci ")
        ratios = (
            f"{cost.cpu / whole.cpu:6.2f} x git's CPU, {cost.peak / whole.peak:.2f} x its memory" if is_ours else ""
        )
        print(f"{name:<52} {cost.cpu * 1000:8.1f} ms {cost.peak:7.1f} MiB  {ratios}")
    print(f"{'all of git':<52} {whole.cpu * 1000:8.1f} ms {whole.peak:7.1f} MiB")


def report_lock_readers(program: Path, lock: Path) -> None:
    """By turns, as above: a reader's figure is the median of its processes."""
    names = ("layout", "toml", "toml++")
    turns = [[float(output_of([str(program), name, str(lock)])) for name in names] for _ in range(RUNS)]
    layout, toml, library = (statistics.median(figures) for figures in zip(*turns, strict=True))
    print(f"uv.lock, {lock.stat().st_size / 1e6:.1f} MB: {layout:.0f} MB/s in uv's layout, {toml:.0f} MB/s in any TOML")
    print(f"  {layout / library:.1f} x toml++ ({library:.0f} MB/s)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--monoci", type=Path, required=True)
    parser.add_argument("--directory", type=Path, required=True, help="where the repositories are kept")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--lock-readers", type=Path, required=True, help="the program of lock_readers.cpp")
    parser.add_argument("--lock", type=Path, required=True, help="what they read")
    arguments = parser.parse_args()
    report_lock_readers(arguments.lock_readers, arguments.lock)
    repository = arguments.directory / f"scale-{arguments.scale:g}"
    ready = repository.with_suffix(".ready")
    if not ready.exists():
        print(f"making {repository}", flush=True)
        repository.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(repository, ignore_errors=True)
        make_repository(repository, arguments.scale)
        ready.touch()
    print(describe(repository))
    base = git(repository, "merge-base", "main", "HEAD")
    affected = [str(arguments.monoci.resolve()), "affected", "--base", "main"]
    report(
        measure(
            {
                "git merge-base": ["git", "merge-base", "main", "HEAD"],
                "git diff --no-renames --name-only": ["git", "diff", "--no-renames", "--name-only", base, "HEAD"],
                "git ls-tree -r HEAD": ["git", "ls-tree", "-r", "HEAD"],
                "monoci affected --base main --no-uncommitted": [*affected, "--no-uncommitted"],
                "monoci affected --base main": affected,
                "  the `git status` in that": ["git", "status", "--porcelain=v2", "--untracked-files=all"],
            },
            repository,
        )
    )


if __name__ == "__main__":
    main()
