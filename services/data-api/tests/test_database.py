"""What is answered when the database is not as it should be, or changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from data_api.api import make_app
from data_api.platform_core.engines import make_engine
from data_api.sample import fill
from data_api.settings import Settings
from data_api.store import Store
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

USERS = "/v1/user-trade-amounts"


@contextmanager
def service(file: Path, *, cache_seconds: float = 0) -> Iterator[TestClient]:
    settings = Settings(serving_url=f"sqlite:///{file}", cache_seconds=cache_seconds)
    with TestClient(make_app(settings), raise_server_exceptions=False) as client:
        yield client


def execute(file: Path, statement: str) -> None:
    engine = make_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def spoil_column(file: Path) -> None:
    execute(file, "ALTER TABLE user_trade_amounts RENAME COLUMN rank TO place")


def spoil_table(file: Path) -> None:
    execute(file, "DROP TABLE user_trade_amounts")


def spoil_file(file: Path) -> None:
    file.write_bytes(b"this is no database" * 1000)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (Path.unlink, "unable to open database file"),
        (spoil_table, "no such table: user_trade_amounts"),
        (spoil_column, "no such column: user_trade_amounts.rank"),
        (spoil_file, "database disk image is malformed"),
    ],
)
def test_what_cannot_be_read_is_not_served(database: Path, spoil: Callable[[Path], None], reason: str) -> None:
    with service(database) as client:
        assert client.get("/ready").status_code == 200
        spoil(database)
        ready, users = client.get("/ready"), client.get(USERS)
        assert (ready.status_code, users.status_code) == (503, 503)
        assert reason in ready.json()["detail"]
        assert reason not in users.text, "it may tell of hosts"
        assert users.headers["retry-after"]
        assert client.get("/health").status_code == 200


def test_it_is_served_again_when_the_database_is_back(database: Path) -> None:
    aside = database.with_name("aside.db")
    with service(database) as client:
        database.rename(aside)
        assert client.get(USERS).status_code == 503
        assert not database.exists(), "it made a file"
        aside.rename(database)
        assert client.get(USERS).status_code == 200


def test_a_database_that_replaces_another_is_read(database: Path) -> None:
    newer = database.with_name("newer.db")
    engine = make_engine(f"sqlite:///{newer}")
    fill(engine, users=3)
    engine.dispose()
    with service(database) as client:
        assert client.get(USERS).json()["total"] == 40
        newer.rename(database)
        assert client.get(USERS).json()["total"] == 3


def test_the_cache_bridges_a_failure_and_no_more(database: Path) -> None:
    with service(database, cache_seconds=600) as kept, service(database) as uncached:
        answers = [client.get(USERS).status_code for client in (kept, uncached)]
        spoil_table(database)
        assert answers == [200, 200]
        assert kept.get(USERS).status_code == 200
        assert kept.get(f"{USERS}?limit=1").status_code == 503, "was not asked before"
        assert uncached.get(USERS).status_code == 503


def test_empty_tables_are_ready_and_have_nothing(database: Path) -> None:
    execute(database, "DELETE FROM user_trade_amounts")
    with service(database) as client:
        assert client.get("/ready").status_code == 200
        response = client.get(USERS)
        assert (response.status_code, response.json()["detail"]) == (404, "user_trade_amounts is empty")
        assert client.get("/v1/users/7/trade-amounts").status_code == 404


def test_rows_that_are_written_meanwhile_are_read_whole(database: Path) -> None:
    """A day is replaced in a transaction that is still open."""
    engine = make_engine(f"sqlite:///{database}")
    with service(database) as client, engine.connect() as connection:
        connection.execute(text("DELETE FROM user_trade_amounts"))
        assert client.get(USERS).json()["total"] == 40
        connection.commit()
        assert client.get(USERS).status_code == 404
    engine.dispose()


def test_the_store_cannot_write(database: Path) -> None:
    store = Store(f"sqlite:///{database}", query_seconds=5)
    with store._engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("DELETE FROM user_trade_amounts"))
    store.close()


def test_a_fault_of_the_service_is_no_fault_of_the_database(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "users", lambda *_: 1 / 0)
    with service(database) as client:
        response = client.get(USERS)
        assert (response.status_code, response.json()["title"]) == (500, "Internal Server Error")
        assert "zero" not in response.text
