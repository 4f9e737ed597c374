from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from platform_core.contracts import contract_names, load_contract
from platform_core.engines import EngineError, make_engine, open_warehouse
from platform_core.testing import postgres_cluster
from sqlalchemy import Column, Date, Engine, Integer, MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with postgres_cluster() as cluster:
        yield cluster.url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'with space?.db'}".replace("?", "%3F")
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    with engine.begin() as connection:
        everything = MetaData()
        everything.reflect(connection)
        everything.drop_all(connection)
    engine.dispose()


def test_contracts_become_tables(engine: Engine) -> None:
    metadata = MetaData()
    for name in contract_names():
        load_contract(name).table(metadata)
    metadata.create_all(engine)
    for name in contract_names():
        columns = inspect(engine).get_columns(name)
        assert tuple(column["name"] for column in columns) == load_contract(name).columns
        assert isinstance(columns[0]["type"], Date)


def test_a_transaction_is_all_or_nothing_tables_included(engine: Engine) -> None:
    table = Table("t", MetaData(), Column("a", Integer, primary_key=True))
    with engine.connect() as connection:
        table.create(connection)
        connection.execute(insert(table), [{"a": 1}])
        connection.rollback()
    assert inspect(engine).get_table_names() == []


def test_a_reader_sees_one_state_while_another_writes(engine: Engine, url: str) -> None:
    table = Table("t", MetaData(), Column("a", Integer, primary_key=True))
    table.create(engine)
    reader = make_engine(url, read_only=True)
    count = select(func.count()).select_from(table)
    with engine.begin() as writing:
        writing.execute(insert(table), [{"a": 1}])
        with reader.connect() as reading:
            assert reading.execute(count).scalar_one() == 0
    with reader.connect() as reading:
        assert reading.execute(count).scalar_one() == 1
    reader.dispose()


def test_readers_of_sqlite_keep_nobody_from_writing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    table = Table("t", MetaData(), Column("a", Integer, primary_key=True))
    engine, reader = make_engine(url), make_engine(url, read_only=True)
    table.create(engine)
    count = select(func.count()).select_from(table)
    with reader.connect() as reading:
        assert reading.execute(count).scalar_one() == 0
        with engine.begin() as writing:
            writing.execute(insert(table), [{"a": 1}])
        assert reading.execute(count).scalar_one() == 0  # one state, however long it reads
    reader.dispose()
    engine.dispose()


def test_a_reader_cannot_write(engine: Engine, url: str) -> None:
    table = Table("t", MetaData(), Column("a", Integer, primary_key=True))
    table.create(engine)
    reader = make_engine(url, read_only=True)
    with reader.connect() as connection, pytest.raises(DBAPIError, match=r"read-?only"):
        connection.execute(insert(table), [{"a": 1}])
    reader.dispose()


def test_a_reader_makes_no_file(tmp_path: Path) -> None:
    reader = make_engine(f"sqlite:///{tmp_path / 'gone.db'}", read_only=True)
    with pytest.raises(OperationalError, match="unable to open database file"):
        reader.connect()
    assert list(tmp_path.iterdir()) == []


def test_writers_of_sqlite_wait_for_each_other(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    table = Table("t", MetaData(), Column("a", Integer, primary_key=True))
    table.create(engine)
    start = Barrier(4)

    def write(number: int) -> None:
        start.wait()
        for step in range(5):
            with engine.begin() as connection:
                connection.execute(insert(table), [{"a": number * 100 + step}])

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 20
    engine.dispose()


def test_foreign_keys_of_sqlite_hold() -> None:
    with make_engine("sqlite:///:memory:").begin() as connection:
        connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE b (a INTEGER REFERENCES a)"))
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            connection.execute(text("INSERT INTO b VALUES (1)"))


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("redshift+psycopg2://me:secret@host/db", "platform_core.redshift.compile_query"),
        ("duckdb:///x.duckdb", "platform_core.engines.open_warehouse"),
        ("oracle://me:secret@host/db", "use sqlite:/// or postgresql://"),
        ("serving.db?secret", "no database URL, such as sqlite:///serving.db"),
        ("postgresql://me:secret@:port/db", "no database URL, such as sqlite:///serving.db"),
        ("postgresql://me:other@host:secret/db", "no database URL, such as sqlite:///serving.db"),
    ],
)
def test_other_databases_are_refused_with_a_hint(url: str, hint: str) -> None:
    with pytest.raises(EngineError) as caught:
        make_engine(url)
    assert hint in str(caught.value)
    assert "secret" not in str(caught.value)


def test_the_warehouse_is_a_file_or_memory_in_utc(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path / 'w.duckdb'}"
    with open_warehouse(url) as warehouse:
        warehouse.execute("CREATE TABLE t AS SELECT TIMESTAMPTZ '2026-01-01 00:00:00+01' AS a")
    with open_warehouse(url, read_only=True) as warehouse:
        assert warehouse.execute("SELECT a::VARCHAR FROM t").fetchall() == [("2025-12-31 23:00:00+00",)]
    with open_warehouse("duckdb:///:memory:") as warehouse:
        assert warehouse.execute("SHOW TABLES").fetchall() == []
    with pytest.raises(EngineError, match="not 'sqlite'"), open_warehouse("sqlite:///x.db"):
        pass
