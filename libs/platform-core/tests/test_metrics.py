from pathlib import Path

import pytest
from platform_core.metrics import RunMetrics
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families


def samples(path: Path) -> dict[str, float]:
    families = text_string_to_metric_families(path.read_text(encoding="utf-8"))
    found = {}
    for sample in (sample for family in families for sample in family.samples):
        name = " ".join([sample.name.removeprefix("platform_run_"), *sample.labels.values()])
        found[name] = sample.value
    return found


def test_a_run_writes_what_it_counted_and_timed(tmp_path: Path) -> None:
    metrics = RunMetrics("aggregates")
    metrics.rows_in(3)
    metrics.rows_in(4)
    metrics.rows_out(2)
    with metrics.step("load"):
        pass
    with pytest.raises(RuntimeError), metrics.step("publish"):
        raise RuntimeError
    metrics.write_textfile(tmp_path / "metrics" / "run.prom")
    assert [path.name for path in (tmp_path / "metrics").iterdir()] == ["run.prom"]
    found = samples(tmp_path / "metrics" / "run.prom")
    assert (found["rows_in aggregates"], found["rows_out aggregates"]) == (7, 2)
    assert {name for name, value in found.items() if value > 0} >= {
        "duration_seconds aggregates",
        "finished_timestamp_seconds aggregates",
        "step_seconds aggregates load",
        "step_seconds aggregates publish",
    }
    assert "lag_seconds aggregates" not in found  # which was never told: zero would be a lie
    metrics.lag(90)
    metrics.write_textfile(tmp_path / "run.prom")
    assert samples(tmp_path / "run.prom")["lag_seconds aggregates"] == 90


def test_counts_do_not_go_down() -> None:
    with pytest.raises(ValueError, match="rows_in cannot go down, by -1"):
        RunMetrics("x").rows_in(-1)


def test_two_jobs_may_not_share_a_registry_unawares() -> None:
    registry = CollectorRegistry()
    RunMetrics("a", registry)
    with pytest.raises(ValueError, match="Duplicated timeseries"):
        RunMetrics("b", registry)
