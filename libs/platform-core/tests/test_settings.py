import pytest
from platform_core.settings import PlatformSettings, SettingsError, load_settings
from pydantic_settings import SettingsConfigDict


class Example(PlatformSettings):
    model_config = SettingsConfigDict(env_prefix="EXAMPLE_")

    port: int
    api_token: int = 0


def test_values_come_from_the_environment_and_options_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_PORT", "9000")
    monkeypatch.setenv("EXAMPLE_LOG_LEVEL", "debug")
    monkeypatch.setenv("PLATFORM_LOG_FORMAT", "json")
    settings = load_settings(Example, serving_url="sqlite:///x.db", environment=None)
    assert (settings.port, settings.log_level, settings.log_format) == (9000, "DEBUG", "console")
    assert (settings.serving_url, settings.environment) == ("sqlite:///x.db", "local")


def test_every_bad_variable_is_named_at_once_and_no_secret_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_LOG_FORMAT", "xml")
    monkeypatch.setenv("EXAMPLE_API_TOKEN", "hunter2")
    with pytest.raises(SettingsError) as caught:
        load_settings(Example, log_level="LOUD")
    assert str(caught.value).split("; ") == [
        "log_level: input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR', not 'LOUD'",
        "EXAMPLE_LOG_FORMAT: input should be 'json' or 'console', not 'xml'",
        "EXAMPLE_PORT: is not set",
        "EXAMPLE_API_TOKEN: input should be a valid integer, unable to parse string as an integer",
    ]


def test_an_option_that_is_no_field_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError, match="Example has no field prot"):
        load_settings(Example, port=1, prot=2)
