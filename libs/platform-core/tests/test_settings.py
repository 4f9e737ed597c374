from dataclasses import dataclass
from pathlib import Path

import pytest
from platform_core import SettingsError, load_settings


@dataclass(frozen=True)
class Example:
    database: Path
    port: int = 8000
    verbose: bool = False


def test_values_come_from_prefixed_variables() -> None:
    environment = {"APP_DATABASE": "/data/x.db", "APP_PORT": "9000", "APP_VERBOSE": "Yes", "PORT": "1"}
    assert load_settings(Example, environment, prefix="APP") == Example(Path("/data/x.db"), 9000, True)


def test_defaults_hold_where_nothing_is_set() -> None:
    assert load_settings(Example, {"APP_DATABASE": "x.db"}, prefix="APP") == Example(Path("x.db"))


def test_every_fault_is_reported_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(Example, {"APP_PORT": "many", "APP_VERBOSE": "maybe"}, prefix="APP")
    assert str(caught.value).split("; ") == [
        "APP_DATABASE: is not set",
        "APP_PORT: 'many' is no whole number",
        "APP_VERBOSE: 'maybe' is neither true nor false",
    ]
