"""The programs that these tests call, away from what a CI server or git's configuration would tell them."""

import os
import re
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).parents[4]
MONOCI = os.environ.get("MONOCI_PROGRAM", str(REPOSITORY / "build/dev/monoci"))


def environment() -> dict[str, str]:
    """Ours, less what a CI server or git would read as words about this repository."""
    kept = {key: value for key, value in os.environ.items() if not re.match(r"(CI|GITLAB|GIT|MONOCI)(_|$)", key)}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def run(directory: Path, *command: str | Path, text: str = "") -> str:
    done = subprocess.run(
        command, cwd=directory, env=environment(), input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


def commit_all(root: Path, message: str = "change") -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@monoci.example")
    run(root, "git", "add", "--all")
    run(root, "git", *identity, "commit", "-q", "--allow-empty", "-m", message)
