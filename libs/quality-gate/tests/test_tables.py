"""The same suites over tables, where they are: SQLite here, PostgreSQL as a real server."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from platform_core.testing import postgres_cluster
from quality_gate import DataError, Suite, Verdict, load_suite, run_suite

pytestmark = pytest.mark.slow

AS_OF = date(2026, 1, 31)
MakeSuite = Callable[..., Suite]
TYPES = {
    "user_id": sa.BigInteger(),
    "trade_id": sa.BigInteger(),
    "executed_at": sa.DateTime(),
    "registered_on": sa.Date(),
}


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with postgres_cluster() as cluster:
        yield cluster.url.replace("+psycopg", "")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path, clean: dict[str, Any]) -> str:
    """A database with the clean sample in it."""
    made = f"sqlite:///{tmp_path / 'serving.db'}"
    if request.param == "postgresql":
        made = str(request.getfixturevalue("postgres"))
    engine = engine_of(made)
    for name, frame in clean.items():
        types = {column: TYPES[column] for column in frame.columns if column in TYPES}
        frame.to_sql(name, engine, index=False, if_exists="replace", dtype=types)
    engine.dispose()
    return made


def engine_of(url: str) -> sa.Engine:
    return sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


def execute(url: str, statement: str) -> None:
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def check(url: str, suite: Suite, table: str = "trades") -> Verdict:
    return run_suite(suite, url, table=table, references={"users": f"{url}#users"}, as_of=AS_OF)


@pytest.fixture(scope="session")
def semantic(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Suite:
    """The semantic suite of the sample, without what tables cannot be asked."""
    lines = (sample / "trades_semantic.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path_factory.mktemp("suite") / "suite.yaml"
    path.write_text("".join(line for line in lines if "increasing" not in line), encoding="utf-8")
    return load_suite(path)


def test_nothing_is_found_in_the_clean_tables(url: str, sample: Path, semantic: Suite) -> None:
    for suite, table in (("trades", "trades"), ("users", "users"), (semantic, "trades")):
        loaded = suite if isinstance(suite, Suite) else load_suite(sample / f"{suite}.yaml")
        verdict = check(url, loaded, table)
        assert (verdict.findings, verdict.errors) == ((), ())


def test_planted_faults_are_found_in_tables(url: str, sample: Path, semantic: Suite) -> None:
    execute(url, "UPDATE trades SET price = -1 WHERE trade_id = 1003")
    execute(url, "UPDATE trades SET side = 'hold', symbol = 'a1' WHERE trade_id = 1004")
    execute(url, "UPDATE trades SET user_id = 99, currency = 'USD', symbol = 'SAP' WHERE trade_id = 1005")
    execute(url, "UPDATE trades SET executed_at = '2026-03-01 08:00:00.000000' WHERE trade_id = 1006")
    execute(url, "UPDATE trades SET trade_id = NULL WHERE trade_id = 1007")
    execute(url, "ALTER TABLE trades ADD COLUMN venue TEXT")
    found = {(finding.check, finding.column) for finding in check(url, load_suite(sample / "trades.yaml")).findings}
    assert found == {
        ("columns", ""),
        ("range", "price"),
        ("one_of", "side"),
        ("pattern", "symbol"),
        ("not_null", "trade_id"),
    }
    verdict = check(url, semantic)
    lines = [line.strip() for line in verdict.summary().splitlines()[1:]]
    assert lines == [
        "error: reference user_id: 1 of 60 rows is not a user_id of users: trade_id 1005"
        " (amounts of unknown users would be lost)",
        "error: freshness executed_at: is 2026-03-01T08:00:00, not within 2d before the run's time",
        "error: rule currency, symbol: 1 of 60 rows is not so that currency = 'EUR' OR symbol <> 'SAP': trade_id 1005"
        " (SAP is traded in EUR)",
    ]


def test_conditions_may_hold_what_drivers_take_for_parameters(url: str, make_suite: MakeSuite) -> None:
    checks = [
        "rule, expression: \"side <> ' :x' AND symbol NOT LIKE '%q%' AND side <> 'it''s:'\"",
        "share, where: \"side LIKE '%y'\", min: 0.1",
    ]
    verdict = check(url, make_suite(*(f"check: {check}" for check in checks)))
    assert (verdict.findings, verdict.errors) == ((), ())


def test_a_condition_with_the_operator_that_drivers_take_is_refused(url: str, make_suite: MakeSuite) -> None:
    verdict = check(url, make_suite("check: rule, expression: trade_id % 2 = 0"))
    assert verdict.errors == ("rule trade_id: conditions on tables cannot have the operator %: write mod(a, b)",)


def test_a_table_that_is_not_there_is_named(url: str, make_suite: MakeSuite) -> None:
    with pytest.raises(DataError, match="nothing: there is no such table"):
        check(url, make_suite("check: not_null, column: a"), "nothing")
    with pytest.raises(DataError, match="which table"):
        run_suite(make_suite("check: not_null, column: a"), url)


def test_rows_of_tables_have_no_order(url: str, make_suite: MakeSuite) -> None:
    verdict = check(url, make_suite("check: increasing, column: trade_id"))
    assert verdict.exit_code == 2
    assert "rows of a table have no order" in verdict.errors[0]


def test_frames_may_refer_to_tables_but_tables_to_their_own_database_only(
    url: str, make_suite: MakeSuite, clean: dict[str, Any]
) -> None:
    suite = make_suite("check: reference, column: user_id, to: users, key: user_id")
    assert run_suite(suite, clean["trades"], references={"users": f"{url}#users"}).passed
    verdict = run_suite(suite, f"{url}#trades", references=clean)
    assert verdict.errors == (
        "reference user_id: the reference 'users' of a table is a table of the same database, URL#TABLE",
    )


def test_text_in_a_column_of_numbers_of_sqlite_is_found(make_suite: MakeSuite, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
        connection.executemany("INSERT INTO t VALUES (?)", [(1,), ("many",)])
    suite = make_suite("check: type, column: a, type: integer")
    (finding,) = run_suite(suite, f"sqlite:///{tmp_path / 'x.db'}#t").findings
    assert finding.message == "is mixed (integer, text), not integer"


def test_a_database_that_is_not_there_is_not_made(make_suite: MakeSuite, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such file"):
        run_suite(make_suite("check: not_null, column: a"), f"sqlite:///{tmp_path / 'x.db'}#t")
    assert not (tmp_path / "x.db").exists()


@pytest.mark.server
def test_a_server_is_only_read_and_not_held_for_long(
    postgres: str, clean: dict[str, Any], make_suite: MakeSuite, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(postgres)
    clean["users"].to_sql("users", engine, index=False, if_exists="replace")
    execute(postgres, "CREATE SEQUENCE IF NOT EXISTS asked")
    verdict = run_suite(
        make_suite("check: rule, expression: nextval('asked') > 0 AND user_id > 0"), f"{postgres}#users"
    )
    assert verdict.exit_code == 2
    assert "cannot execute nextval() in a read-only transaction" in verdict.errors[0]
    monkeypatch.setattr("quality_gate.table.STATEMENT_S", 0.5)
    suite = make_suite("check: rule, expression: pg_sleep(user_id * 0 + 30) IS NULL OR user_id > 0")
    verdict = run_suite(suite, f"{postgres}?options=-c%20timezone%3DUTC#users")
    assert verdict.exit_code == 2
    assert "canceling statement due to statement timeout" in verdict.errors[0]
    engine.dispose()


def test_messages_show_no_password(make_suite: MakeSuite) -> None:
    address = "127.0.0.1:1/x#t"
    urls = [f"postgresql://me:secret@{address}", f"mysql://me:secret@{address}", "postgresql://me:x@host:secret/x#t"]
    for url in urls:
        with pytest.raises(DataError) as caught:
            run_suite(make_suite("check: not_null, column: a"), url)
        assert "secret" not in str(caught.value)
