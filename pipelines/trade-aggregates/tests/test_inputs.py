import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from trade_aggregates.inputs import InputError, find_inputs
from trade_aggregates.windows import Window

LAST = date(2026, 10, 31)


@pytest.fixture
def raw(sample: Path, tmp_path: Path) -> Path:
    """To be changed by a test."""
    return shutil.copytree(sample, tmp_path / "raw")


def test_the_inputs_are_the_months_of_the_window_and_the_tables(raw: Path) -> None:
    names = [each.name for each in find_inputs(raw, Window(date(2026, 9, 30)))]
    assert names == ["trades/2026-08", "trades/2026-09", "users", "symbols"]


def test_a_fingerprint_is_of_the_contents_alone(raw: Path) -> None:
    before = find_inputs(raw, Window(LAST))
    for path in raw.rglob("*.parquet"):
        os.utime(path, (0, 0))
    assert find_inputs(raw, Window(LAST)) == before
    october = raw / "trades/month=2026-10"
    shutil.copy(october / "trades.parquet", october / "trades-late.parquet")
    changed = {each.name for each in set(find_inputs(raw, Window(LAST))) - set(before)}
    assert changed == {"trades/2026-10"}


def test_all_that_is_missing_is_told_at_once(raw: Path) -> None:
    shutil.rmtree(raw / "trades/month=2026-09")
    (raw / "users.parquet").unlink()
    with pytest.raises(InputError) as caught:
        find_inputs(raw, Window(LAST))
    assert "users.parquet is not there" in str(caught.value)
    assert "there are trades of 2026-08, but none of 2026-09" in str(caught.value)


def test_a_day_whose_month_has_not_come_is_named(raw: Path) -> None:
    with pytest.raises(InputError, match="trades of 2026-11-01 have not come"):
        find_inputs(raw, Window(date(2026, 11, 1)))
