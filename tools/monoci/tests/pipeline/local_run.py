"""A pipeline run for real, by gitlab-ci-local: each job is a shell in a copy of the repository's tracked files."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from programs import environment


@dataclass(frozen=True)
class PipelineRun:
    """What gitlab-ci-local said at its end: its exit code, and PASS, FAIL or WARN of each job that ran."""

    code: int
    jobs: dict[str, str]
    log: str


def run_pipeline(root: Path, file: str, *options: str, programs: Path | None = None) -> PipelineRun:
    """`programs` is a directory of programs that jobs find before any other. Of a child that failed, or that was not
    found, the parent's run says nothing: look at the jobs, which a child's come among as `[TRIGGER] -> NAME`."""
    command = ["gitlab-ci-local", "--file", file, "--home", str(root.parent / "home"), *options]
    command += ["--force-shell-executor", "--shell-isolation", "--color=false"]
    paths = [str(programs)] if programs else []
    done = subprocess.run(  # `timeout`, because gitlab-ci-local ignores SIGTERM where needs form a cycle
        ["timeout", "-k", "5", "1200", *command],
        cwd=root,
        env=environment() | {"PATH": os.pathsep.join([*paths, os.environ["PATH"]])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    # Its own warnings look like results: of predefined variables that a test sets, of downstream pipelines.
    results = re.findall(
        r"^ (PASS|FAIL|WARN)  (?!Avoid overriding |downstream pipeline )(.*?\S)(?: +[0-9.]+% coverage)? *$",
        done.stdout,
        re.MULTILINE,
    )
    return PipelineRun(done.returncode, {name: result for result, name in results}, done.stdout)
