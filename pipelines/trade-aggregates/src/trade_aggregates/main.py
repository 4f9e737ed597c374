"""One run: read, aggregate, check, publish."""

import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from pathlib import Path

from platform_core import RunMetrics, SettingsError, load_contract, load_settings
from quality_gate import GateReport, read_suite, run_suite

from trade_aggregates.bars import Bar, make_bars
from trade_aggregates.publish import publish
from trade_aggregates.trades import read_trades


@dataclass(frozen=True)
class Settings:
    input: Path
    database: Path
    metrics: Path | None = None


def check(bars: list[Bar]) -> GateReport:
    with as_file(files("trade_aggregates").joinpath("suites/trade_bars.yaml")) as path:
        return run_suite(read_suite(path), [asdict(bar) for bar in bars])


def run(settings: Settings, metrics: RunMetrics) -> GateReport:
    with metrics.step("aggregate"):
        bars = make_bars(read_trades(settings.input))
    metrics.count("bars", len(bars))
    with metrics.step("check"):
        report = check(bars)
    if report.passed:
        with metrics.step("publish"):
            publish(bars, load_contract("trade_bars"), settings.database)
    return report


def main(environment: Mapping[str, str] = os.environ) -> int:
    metrics = RunMetrics("trade-aggregates")
    try:
        settings = load_settings(Settings, environment, prefix="TRADES")
        report = run(settings, metrics)
    except (SettingsError, ValueError, OSError) as error:
        print(f"trade-aggregates: {error}", file=sys.stderr)
        return 1
    print(report.summary())
    if settings.metrics:
        metrics.write(settings.metrics)
    return 0 if report.passed else 1
