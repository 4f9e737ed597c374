import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from trade_aggregates import main
from trade_aggregates.inputs import InputError
from trade_aggregates.pipeline import open_pipeline
from trade_aggregates.report import RunReport
from trade_aggregates.settings import RunSettings
from trade_aggregates.windows import Window

Dump = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def raw(sample: Path, tmp_path: Path) -> Path:
    """To be changed by a test."""
    return shutil.copytree(sample, tmp_path / "raw")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "serving.db"


def run(raw: Path, database: Path, *options: str) -> int:
    return main(["run", "--input", str(raw), "--serving-url", f"sqlite:///{database}", *options])


def add_late_trade(raw: Path, month: str) -> None:
    """One more on the month's first day, in a further file, as late trades come."""
    place = raw / f"trades/month={month}"
    trade = duckdb.read_parquet(str(place / "trades.parquet")).limit(1)
    late = trade.project(f"* REPLACE (1 AS trade_id, CAST('{month}-01 12:00:00' AS TIMESTAMP) AS executed_at)")
    late.write_parquet(str(place / "late.parquet"))


@pytest.mark.slow
def test_days_are_published_once_and_again_where_their_data_changed(
    raw: Path, database: Path, dump: Callable[[str], Dump], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raw, database, "--from", "2026-09-29", "--to", "2026-10-01") == 0
    assert capsys.readouterr().out.count(" published: ") == 3
    before = dump(f"sqlite:///{database}")
    assert [row[0].isoformat() for row in before["trade_aggregates_runs"]] == ["2026-09-29", "2026-09-30", "2026-10-01"]
    assert before["user_trade_amounts"]

    assert run(raw, database, "--from", "2026-09-29", "--to", "2026-10-01") == 0
    assert capsys.readouterr().out.count(" was published from the same data: ") == 3
    assert run(raw, database, "--as-of", "2026-09-29", "--force") == 0
    assert "2026-09-29 published: " in capsys.readouterr().out
    assert dump(f"sqlite:///{database}") == before

    add_late_trade(raw, "2026-10")  # of which the days in September know nothing
    assert run(raw, database, "--from", "2026-09-29", "--to", "2026-10-01") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [" was " in line for line in lines] == [True, True, False]
    after = dump(f"sqlite:///{database}")
    changed = set(after["user_trade_amounts"]) ^ set(before["user_trade_amounts"])
    assert {row[0].isoformat() for row in changed} == {"2026-10-01"}


def test_amounts_are_published_to_the_cent(raw: Path, database: Path) -> None:
    assert run(raw, database, "--as-of", "2026-10-31") == 0
    trades = duckdb.read_parquet(f"{raw}/trades/*/*.parquet", hive_partitioning=False)
    total = trades.aggregate("sum(round(quantity * price, 2))").fetchall()[0][0]
    with closing(sqlite3.connect(database)) as connection:
        for table in ("user_trade_amounts", "symbol_trade_amounts"):
            cents = connection.execute(f"SELECT CAST(ROUND(amount * 100) AS INTEGER) FROM {table}").fetchall()  # noqa: S608
            assert sum(row[0] for row in cents) == int(total * 100)


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (["--as-of", "2026-13-01", "--sla-hours", "0"], 2, ["--as-of: ", "--sla-hours: "]),
        (["--as-of", "2026-10-01", "--to", "2026-10-02"], 2, ["not both"]),
        (["--to", "2026-10-02"], 2, ["--to needs --from"]),
        (["--from", "2026-10-02", "--to", "2026-10-01"], 2, ["is after"]),
        (["--as-of", "2999-01-01"], 2, ["has not ended yet"]),
        (["--as-of", "2026-10-31", "--warehouse-url", "oracle://x"], 2, ["duckdb:///PATH"]),
        (["--as-of", "2026-10-31", "--warehouse-url", "duckdb:////nowhere/x.duckdb"], 1, ["DuckDB cannot read"]),
        (["--as-of", "2026-11-02"], 1, ["trades of 2026-11-02 have not come"]),
    ],
)
def test_what_cannot_be_done_is_told(
    options: list[str], status: int, told: list[str], sample: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sample, database, *options) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    for text in told:
        assert text in printed.err
    assert "Traceback" not in printed.err


def test_databases_that_cannot_be_had_are_told(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_AS_OF", "2026-10-31")
    assert run(sample, tmp_path / "nowhere/serving.db") == 1
    assert "the serving database: unable to open database file" in capsys.readouterr().err
    assert main(["run", "--input", str(sample), "--serving-url", "mysql://root:secret@localhost/x"]) == 2
    assert "secret" not in capsys.readouterr().err
    assert main(["run", "--input", str(tmp_path / "nowhere")]) == 2
    assert "nowhere is no directory" in capsys.readouterr().err
    assert main(["run"]) == 2
    assert "PIPELINE_INPUT: is not set" in capsys.readouterr().err


@pytest.mark.slow
def test_options_can_be_variables(
    sample: Path, database: Path, monkeypatch: pytest.MonkeyPatch, dump: Callable[[str], Dump]
) -> None:
    settings = {"COMMAND": "run", "INPUT": sample, "FROM": "2026-10-30", "TO": "2026-10-31"}
    for name, value in {**settings, "SERVING_URL": f"sqlite:///{database}"}.items():
        monkeypatch.setenv(f"PIPELINE_{name}", str(value))
    assert main([]) == 0
    assert len(dump(f"sqlite:///{database}")["trade_aggregates_runs"]) == 2


@pytest.mark.slow
def test_the_metrics_tell_the_rows_and_whether_the_day_was_in_time(
    sample: Path, database: Path, tmp_path: Path
) -> None:
    metrics = tmp_path / "metrics.prom"
    assert run(sample, database, "--as-of", "2026-10-31", "--metrics", str(metrics)) == 0
    values = dict(line.rsplit(" ", 1) for line in metrics.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    trades = duckdb.read_parquet(f"{sample}/trades/*/*.parquet").aggregate("count(*)").fetchall()[0][0]
    assert float(values['platform_run_rows_in{job="trade-aggregates"}']) == trades
    assert float(values['platform_run_rows_out{job="trade-aggregates"}']) == 12 + 12
    assert float(values["trade_aggregates_sla_met"]) == 0
    assert float(values["trade_aggregates_as_of_timestamp_seconds"]) == datetime(2026, 11, 1, tzinfo=UTC).timestamp()
    assert float(values['platform_run_lag_seconds{job="trade-aggregates"}']) > 6 * 3600


def test_the_sla_is_met_up_to_its_last_second() -> None:
    report, window = RunReport(6), Window(date(2026, 10, 31))

    def met() -> float | None:
        return report.run.registry.get_sample_value("trade_aggregates_sla_met")

    assert report.published(window, window.end_time + timedelta(hours=6)) == 6 * 3600
    assert met() == 1
    report.published(window, window.end_time + timedelta(hours=6, seconds=1))
    assert met() == 0
    report.not_published(window, window.end_time)
    assert met() == 0


@pytest.mark.slow
def test_data_that_changes_while_it_is_read_is_not_published(
    raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 10, 31)
    with open_pipeline(RunSettings(input=raw, serving_url=f"sqlite:///{database}")) as pipeline:
        aggregate = pipeline.warehouse.aggregate

        def aggregate_and_be_late(*arguments: Any) -> Any:  # noqa: ANN401
            results = aggregate(*arguments)
            add_late_trade(raw, "2026-10")
            return results

        monkeypatch.setattr(pipeline.warehouse, "aggregate", aggregate_and_be_late)
        with pytest.raises(InputError, match="changed while it was read"):
            pipeline.run_day(day)
        assert pipeline.serving.find(day) is None
