"""Whatever a run was doing when it was killed: after the next one, the tables are those of one clean run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from trade_aggregates.sample import write_sample
from trade_aggregates.serving import LOCK
from trade_aggregates.settings import SampleSettings

if TYPE_CHECKING:
    from conftest import Dump, Runner

pytestmark = pytest.mark.server
DAYS = ("--from", "2026-10-30", "--to", "2026-10-31")
KILLED = -9


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One month: runs are short, and there are many."""
    directory = tmp_path_factory.mktemp("month") / "raw"
    write_sample(directory, SampleSettings(users=12, days=31, until=date(2026, 10, 31)))
    return directory


@pytest.fixture(scope="module")
def clean(
    sample: Path, tmp_path_factory: pytest.TempPathFactory, runners: Sequence[Runner], dump: Callable[[str], Dump]
) -> tuple[Dump, float]:
    """What one run publishes, and how long it takes."""
    url = f"sqlite:///{tmp_path_factory.mktemp('clean')}/serving.db"
    runners[0].start(*command(sample, url))
    status, seconds = runners[0].wait()
    assert status == 0
    tables = dump(url)
    assert len(tables["trade_aggregates_runs"]) == 2
    assert len(tables["user_trade_amounts"]) == 2 * 12
    return tables, seconds


def command(sample: Path, url: str) -> list[str]:
    return ["run", "--input", str(sample), *DAYS, "--serving-url", url, "--warehouse-url", "duckdb:///:memory:"]


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_random_moments(
    seed: int,
    sample: Path,
    clean: tuple[Dump, float],
    runners: Sequence[Runner],
    new_database: Callable[[], str],
    dump: Callable[[str], Dump],
) -> None:
    url, moments = new_database(), random.Random(seed)  # noqa: S311
    for _ in range(moments.randint(1, 3)):
        assert runners[0].run(*command(sample, url), seconds=moments.uniform(0, clean[1])) in {KILLED, 0}
    assert runners[0].run(*command(sample, url)) == 0
    assert dump(url) == clean[0]


def test_killed_before_each_statement_and_commit(
    sample: Path,
    clean: tuple[Dump, float],
    runners: Sequence[Runner],
    new_database: Callable[[], str],
    dump: Callable[[str], Dump],
) -> None:
    """Each run of a chain is killed a moment later than the one before it, so that they get to the end."""
    url, moment, status = new_database(), 0, KILLED
    while status == KILLED:
        status = runners[0].run(*command(sample, url), moment=moment)
        published = dump(url)
        days = {run[0] for run in published.get("trade_aggregates_runs", [])}
        for name in ("user_trade_amounts", "symbol_trade_amounts"):
            assert {row[0] for row in published.get(name, [])} == days  # all of a day, or nothing of it
        moment += 1
    assert status == 0
    assert moment > 10
    assert dump(url) == clean[0]


def test_the_command_killed_after_its_first_day(
    sample: Path, clean: tuple[Dump, float], tmp_path: Path, dump: Callable[[str], Dump]
) -> None:
    url = f"sqlite:///{tmp_path}/serving.db"
    program = [sys.executable, "-c", "import sys, trade_aggregates; sys.exit(trade_aggregates.main())"]
    line = [*program, *command(sample, url)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("2026-10-30 published")
        process.kill()
    assert process.returncode == KILLED
    again = subprocess.run(line, capture_output=True, text=True, check=True)
    assert again.stdout.startswith("2026-10-30 was published")
    assert dump(url) == clean[0]


def test_a_run_waits_while_another_publishes(
    sample: Path, clean: tuple[Dump, float], runners: Sequence[Runner], postgres: str, dump: Callable[[str], Dump]
) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        runners[0].start(*command(sample, postgres))
        end = time.monotonic() + 120
        while connection.execute(waiting).fetchone() == (0,):
            assert time.monotonic() < end, "the run does not wait"
            time.sleep(0.05)
        assert dump(postgres) == {}
        connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        assert runners[0].wait()[0] == 0
    assert dump(postgres) == clean[0]


def test_two_runs_at_the_same_time(
    sample: Path,
    clean: tuple[Dump, float],
    runners: Sequence[Runner],
    new_database: Callable[[], str],
    dump: Callable[[str], Dump],
) -> None:
    url = new_database()
    for runner in runners:
        runner.start(*command(sample, url), "--force")
    assert [runner.wait()[0] for runner in runners] == [0, 0]
    assert dump(url) == clean[0]
