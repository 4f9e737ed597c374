"""Settings from the environment, all faults of which are told at once."""

from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

Settings = TypeVar("Settings", bound=BaseSettings)
LogLevel = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR"],
    BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value),
]

_SECRET = ("password", "secret", "token", "url")  # of which the value is never shown


class SettingsError(ValueError):
    """The environment does not describe valid settings."""


class PlatformSettings(BaseSettings):
    """What every part of the platform reads: PLATFORM_SERVING_URL, and so on. Parts add their own by a subclass."""

    model_config = SettingsConfigDict(env_prefix="PLATFORM_", extra="ignore")

    environment: str = "local"
    log_level: LogLevel = "INFO"
    log_format: Literal["json", "console"] = "console"
    serving_url: str = "sqlite:///serving.db"
    warehouse_url: str = "duckdb:///:memory:"


def load_settings(cls: type[Settings], **overrides: object) -> Settings:
    """Read `cls` from the environment; `overrides` (say, options of a command) come before it, unless they are None."""
    given = {name: value for name, value in overrides.items() if value is not None}
    unknown = sorted(given.keys() - cls.model_fields.keys())
    if unknown:
        raise TypeError(f"{cls.__name__} has no field {', '.join(unknown)}")
    try:
        return cls(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        prefix = cls.model_config.get("env_prefix", "")
        faults = []
        for fault in error.errors(include_url=False):
            name = str(fault["loc"][0]) if fault["loc"] else cls.__name__
            where = name if name in given else f"{prefix}{name}".upper()
            if fault["type"] == "missing":
                faults.append(f"{where}: is not set")
            else:
                hidden = any(word in name.lower() for word in _SECRET)
                message = fault["msg"][:1].lower() + fault["msg"][1:]
                faults.append(f"{where}: {message}" + ("" if hidden else f", not {fault['input']!r}"))
        raise SettingsError("; ".join(faults)) from None
