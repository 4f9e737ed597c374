from datetime import date
from pathlib import Path

import duckdb
import pytest
from trade_aggregates.cli import main
from trade_aggregates.sample import write_sample
from trade_aggregates.settings import SampleSettings

LAST = date(2026, 3, 3)


def contents(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*.parquet")}


def trades(directory: Path) -> list[tuple[object, ...]]:
    return duckdb.read_parquet(f"{directory}/trades/*/*.parquet", hive_partitioning=False).order("trade_id").fetchall()


def test_a_seed_always_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_sample(tmp_path / name, SampleSettings(users=9, days=40, until=LAST))
    write_sample(tmp_path / "other", SampleSettings(users=9, days=40, until=LAST, seed=2))
    one = contents(tmp_path / "one")
    assert sorted(one) == [
        "symbols.parquet",
        "trades/month=2026-01/trades.parquet",
        "trades/month=2026-02/trades.parquet",
        "trades/month=2026-03/trades.parquet",
        "users.parquet",
    ]
    assert contents(tmp_path / "two") == one
    assert contents(tmp_path / "other") != one


def test_a_longer_sample_contains_a_shorter_one(tmp_path: Path) -> None:
    write_sample(tmp_path / "short", SampleSettings(users=9, days=10, until=date(2026, 3, 2)))
    write_sample(tmp_path / "long", SampleSettings(users=12, days=20, until=LAST))
    short = trades(tmp_path / "short")
    assert len(short) > 10
    assert set(short) < set(trades(tmp_path / "long"))


def test_a_directory_that_is_not_empty_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/mine.txt").write_text("mine", encoding="utf-8")
    assert main(["sample", str(tmp_path / "raw"), "--users", "3", "--days", "3"]) == 2
    assert "raw is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["raw", "mine.txt"]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", str(tmp_path / "raw"), "--users", "0", "--until", "soon"]) == 2
    error = capsys.readouterr().err
    assert "--users: " in error
    assert "--until: " in error
