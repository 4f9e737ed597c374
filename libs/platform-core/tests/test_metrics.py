import json
from pathlib import Path

import pytest
from platform_core import RunMetrics


def test_steps_add_up_and_are_timed_when_they_fail(tmp_path: Path) -> None:
    ticks = iter([0.0, 2.0, 10.0, 13.0])
    metrics = RunMetrics("bars", clock=lambda: next(ticks))
    with metrics.step("load"):
        metrics.count("rows", 3)
    with pytest.raises(RuntimeError), metrics.step("load"):
        raise RuntimeError
    metrics.write(tmp_path / "run.json")
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8")) == {
        "job": "bars",
        "counters": {"rows": 3},
        "seconds": {"load": 5.0},
    }


def test_counters_do_not_go_down() -> None:
    with pytest.raises(ValueError, match="rows"):
        RunMetrics("bars").count("rows", -1)
