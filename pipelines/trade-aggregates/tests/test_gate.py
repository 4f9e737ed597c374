"""What the gate does not let pass: nothing of it is published, and it is said what is wrong, with how many rows."""

import json
import shutil
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest
from trade_aggregates import main

pytestmark = pytest.mark.slow

TRADES = "trades/month=2026-10/trades.parquet"
Dump = dict[str, list[Any]]


def last(value: str, column: str) -> str:
    """All trades, the last one with another value."""
    chosen = "trade_id = (SELECT max(trade_id) FROM data)"
    return f"SELECT * REPLACE (CASE WHEN {chosen} THEN {value} ELSE {column} END AS {column}) FROM data"  # noqa: S608


FAULTS = [
    (TRADES, "SELECT * EXCLUDE (price) FROM data", "columns: price missing"),
    (TRADES, "SELECT * REPLACE (CAST(price AS VARCHAR) AS price) FROM data", "type price: is text, not number"),
    (TRADES, last("-1", "price"), "range price: 1 of"),
    (TRADES, last("'USD'", "currency"), "one_of currency: 1 of"),
    (TRADES, last("NULL", "user_id"), "not_null user_id: 1 of"),
    (
        TRADES,
        "FROM data UNION ALL (SELECT * REPLACE (price + 1 AS price) FROM data ORDER BY trade_id DESC LIMIT 1)",
        "unique trade_id: 2 of",
    ),
    (TRADES, last("99", "user_id"), "reference user_id: 1 of"),
    (TRADES, last("'NONE'", "symbol"), "reference symbol: 1 of"),
    (TRADES, "FROM data WHERE executed_at < DATE '2026-10-31'", "rule last_trade, as_of: 1 of"),
    (TRADES, "FROM data WHERE false", "there are no rows"),
    (
        "users.parquet",
        "FROM data UNION ALL SELECT * REPLACE ('XX' AS country) FROM data WHERE user_id = 3",
        "unique user_id: 2 of",
    ),
    ("users.parquet", "FROM data UNION ALL FROM data", "unique user_id: 24 of"),
    ("users.parquet", "SELECT * REPLACE (lower(country) AS country) FROM data", "pattern country: 12 of"),
    ("users.parquet", "FROM data WHERE user_id <> 3", "reference user_id: 1 of"),
    ("users.parquet", "SELECT * EXCLUDE (country) FROM data", "columns: country missing"),
]


@pytest.fixture(scope="session")
def published(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a day before those that the tests are about."""
    database = tmp_path_factory.mktemp("published") / "serving.db"
    url = f"sqlite:///{database}"
    assert main(["run", "--input", str(sample), "--serving-url", url, "--as-of", "2026-10-30"]) == 0
    return database


@pytest.fixture
def run(sample: Path, published: Path, tmp_path: Path, dump: Callable[[str], Dump]) -> Callable[[], int]:
    """Of the next day, on `raw`; nothing of it may be published."""
    url = f"sqlite:///{shutil.copy(published, tmp_path / 'serving.db')}"
    before = dump(url)

    def run() -> int:
        raw = str(tmp_path / "raw")
        status = main(["run", "--input", raw, "--serving-url", url, "--as-of", "2026-10-31"])
        assert dump(url) == before
        return status

    return run


@pytest.fixture
def raw(sample: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample, tmp_path / "raw")


def rewrite(path: Path, query: str) -> None:
    """The file, as a query makes it of itself, `data`."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE data AS SELECT * FROM read_parquet(?, hive_partitioning = false)", [str(path)])
        connection.sql(query).write_parquet(str(path))


@pytest.mark.parametrize(("file", "query", "told"), FAULTS, ids=[told for _, _, told in FAULTS])
def test_faults_are_found_and_nothing_is_published(
    file: str, query: str, told: str, raw: Path, run: Callable[[], int], capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(raw / file, query)
    assert run() == 1
    error = capsys.readouterr().err
    assert "trade-aggregates: error: the gate refuses " in error
    assert told in error


def test_a_file_without_what_is_read_is_told(
    raw: Path, run: Callable[[], int], capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(raw / "symbols.parquet", "SELECT * EXCLUDE (symbol) FROM data")
    assert run() == 1
    assert "symbols has none of the columns symbol" in capsys.readouterr().err


def test_a_file_that_is_not_parquet_is_told(
    raw: Path, run: Callable[[], int], capsys: pytest.CaptureFixture[str]
) -> None:
    (raw / TRADES).write_bytes(b"PAR1 half a file")
    assert run() == 1
    assert "DuckDB cannot read trades/2026-10" in capsys.readouterr().err


def test_deliveries_in_two_months_that_contradict_each_other(
    raw: Path, run: Callable[[], int], capsys: pytest.CaptureFixture[str]
) -> None:
    trade = duckdb.read_parquet(str(raw / TRADES), hive_partitioning=False).limit(1)
    earlier = trade.project("* REPLACE (executed_at - INTERVAL 40 DAY AS executed_at)")
    earlier.write_parquet(str(raw / "trades/month=2026-09/late.parquet"))
    assert run() == 1
    assert "deliveries of a trade contradict each other" in capsys.readouterr().err


def test_a_webhook_is_told(raw: Path, run: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    class Chat(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"])
            self.send_response(200)
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), Chat) as chat:
        chat.timeout = 20  # else a gate that tells nobody is waited for without end
        thread = threading.Thread(target=chat.handle_request, daemon=True)
        thread.start()
        monkeypatch.setenv("QUALITY_GATE_WEBHOOK", f"http://127.0.0.1:{chat.server_port}/hook")
        rewrite(raw / TRADES, last("-1", "price"))
        assert run() == 1
        thread.join(timeout=30)
    assert len(told) == 1
    assert "trades" in told[0]


@pytest.mark.parametrize("webhook", ["http://127.0.0.1:9/hook", "no address"])
def test_a_webhook_that_fails_changes_nothing(
    webhook: str,
    raw: Path,
    run: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("QUALITY_GATE_WEBHOOK", webhook)
    rewrite(raw / TRADES, last("-1", "price"))
    assert run() == 1
    error = capsys.readouterr().err
    assert "range price: 1 of" in error
    assert "webhook" in error
