import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from trade_aggregates.main import main

HEADER = "time,symbol,price,size\n"


def run(directory: Path, trades: str) -> int:
    (directory / "trades.csv").write_text(HEADER + trades, encoding="utf-8")
    return main(
        {
            "TRADES_INPUT": str(directory / "trades.csv"),
            "TRADES_DATABASE": str(directory / "bars.db"),
            "TRADES_METRICS": str(directory / "run.json"),
        }
    )


def bars(directory: Path) -> list[Any]:
    with closing(sqlite3.connect(directory / "bars.db")) as connection:
        return connection.execute("SELECT symbol, minute, close FROM trade_bars ORDER BY 1, 2").fetchall()


def test_a_run_publishes_bars_and_can_be_repeated(tmp_path: Path) -> None:
    assert run(tmp_path, "2026-03-02T09:30:01,ACME,100,1\n") == 0
    assert run(tmp_path, "2026-03-02T09:30:01,ACME,101,1\n2026-03-02T09:31:01,ACME,102,1\n") == 0
    assert bars(tmp_path) == [("ACME", "2026-03-02T09:30", 101.0), ("ACME", "2026-03-02T09:31", 102.0)]
    assert '"bars": 2' in (tmp_path / "run.json").read_text(encoding="utf-8")


def test_bars_that_break_the_suite_are_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "2026-03-02T09:30:01,ACME,-5,1\n") == 1
    assert "in_range(column=low, minimum=0) broken by 1" in capsys.readouterr().out
    assert not (tmp_path / "bars.db").exists()


def test_a_line_that_is_no_trade_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "2026-03-02T09:30:01,ACME,cheap,1\n") == 1
    assert "trades.csv:2: not a trade" in capsys.readouterr().err


def test_missing_settings_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main({}) == 1
    assert "TRADES_INPUT: is not set; TRADES_DATABASE: is not set" in capsys.readouterr().err
