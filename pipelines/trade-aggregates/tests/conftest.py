import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from platform_core.engines import make_engine
from sqlalchemy import MetaData, Table, select
from trade_aggregates.sample import write_sample
from trade_aggregates.settings import SampleSettings

TABLES = ("user_trade_amounts", "symbol_trade_amounts", "trade_aggregates_runs")
LAST = date(2026, 10, 31)
Dump = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three months of raw data; read only."""
    directory = tmp_path_factory.mktemp("sample") / "raw"
    write_sample(directory, SampleSettings(users=12, days=75, until=LAST))
    return directory


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COMMAND", "INPUT", "AS_OF", "FROM", "TO", "SERVING_URL", "WAREHOUSE_URL", "METRICS", "FORCE"):
        monkeypatch.delenv(f"PIPELINE_{name}", raising=False)


@pytest.fixture(scope="session")
def dump() -> Callable[[str], Dump]:
    """All that is published, but for when; nothing where there are no tables."""
    return _dump


def _dump(url: str) -> Dump:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            tables = MetaData()
            tables.reflect(connection, only=lambda name, _: name in TABLES)
            return {name: _rows(connection.execute(select(*_kept(table)))) for name, table in tables.tables.items()}
    finally:
        engine.dispose()


def _kept(table: Table) -> list[Any]:
    return [column for column in table.c if column.name != "finished_at"]


def _rows(result: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    return sorted(map(tuple, result.all()))


@dataclass(frozen=True)
class Runner:
    """Runs the command in forks of a process that has imported all of it. See killable.py."""

    process: "subprocess.Popen[str]"

    def start(self, *arguments: str, seconds: float | None = None, moment: int | None = None) -> None:
        assert self.process.stdin
        job = {"arguments": arguments, "seconds": seconds, "moment": moment}
        print(json.dumps(job), file=self.process.stdin, flush=True)

    def wait(self) -> tuple[int, float]:
        """The status, negative for a signal, and how many seconds it took."""
        assert self.process.stdout
        status, seconds = json.loads(self.process.stdout.readline())
        return status, seconds

    def run(self, *arguments: str, seconds: float | None = None, moment: int | None = None) -> int:
        self.start(*arguments, seconds=seconds, moment=moment)
        return self.wait()[0]


@pytest.fixture(scope="session")
def runners() -> Iterator[Sequence[Runner]]:
    """Two, for what happens at the same time."""
    command = [sys.executable, str(Path(__file__).with_name("killable.py"))]
    pair = [Runner(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)) for _ in "ab"]
    yield pair
    for runner in pair:
        with runner.process as process:
            assert process.stdin
            process.stdin.close()  # it ends then


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    from platform_core.testing import postgres_cluster

    with postgres_cluster() as cluster:
        yield cluster.url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A serving database of its own, each time it is called."""
    numbers = iter(range(1000))
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path}/serving-{next(numbers)}.db"
    server: str = request.getfixturevalue("postgres")

    def create() -> str:
        import psycopg

        name = f"{tmp_path.name.replace('-', '_').lower()}_{next(numbers)}"
        with closing(psycopg.connect(server.replace("+psycopg", ""), autocommit=True)) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return server.rpartition("/")[0] + "/" + name

    return create
