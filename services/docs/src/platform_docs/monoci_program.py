"""Which monoci to run."""

import os
import shutil
from pathlib import Path

BUILDS = ("build/release/monoci", "build/dev/monoci")


class NoMonociError(Exception):
    """There is none; the text says what to do."""


def monoci_program(repository: Path) -> str:
    """The one that MONOCI_PROGRAM names, else that on PATH, else the one that was built in the repository."""
    named = os.environ.get("MONOCI_PROGRAM")
    if named and not shutil.which(named):
        raise NoMonociError(f"MONOCI_PROGRAM is {named}, and that is no program")
    builds = (str(repository / build) for build in BUILDS if (repository / build).is_file())
    program = named or shutil.which("monoci") or next(builds, None)
    if program is None:
        raise NoMonociError("there is no monoci: `./dev build release` makes it, or MONOCI_PROGRAM names one")
    return program
