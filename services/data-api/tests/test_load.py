import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / "load" / "run"


@pytest.mark.server
def test_concurrent_clients_meet_no_error() -> None:
    command = [sys.executable, str(RUN), "--seconds", "5", "--clients", "16", "--users", "1000"]
    measured = subprocess.run(command, capture_output=True, text=True)
    assert measured.returncode == 0, measured.stderr
    requests, errors = next(line for line in measured.stdout.splitlines() if "**all**" in line).split("|")[2:4]
    assert (int(requests) > 0, int(errors)) == (True, 0)
