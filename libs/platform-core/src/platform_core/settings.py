"""Settings are a frozen dataclass; its fields are read from the environment, and every fault is reported at once."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

Settings = TypeVar("Settings")

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


class SettingsError(ValueError):
    """The environment does not describe valid settings."""


def load_settings(cls: type[Settings], environment: Mapping[str, str], *, prefix: str) -> Settings:
    """Fill the dataclass `cls`: the field `port` comes from `<prefix>_PORT`, or has its default."""
    hints = get_type_hints(cls)
    values: dict[str, Any] = {}
    faults: list[str] = []
    for field in fields(cls):  # type: ignore[arg-type]
        variable = f"{prefix}_{field.name}".upper()
        try:
            if variable in environment:
                values[field.name] = _PARSERS[hints[field.name]](environment[variable])
            elif _is_required(field):
                raise ValueError("is not set")
        except ValueError as error:
            faults.append(f"{variable}: {error}")
    if faults:
        raise SettingsError("; ".join(faults))
    return cls(**values)


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _parse_bool(text: str) -> bool:
    word = text.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"'{text}' is neither true nor false")
    return word in _TRUE


def _parse_int(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"'{text}' is no whole number") from None


_PARSERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: _parse_int,
    bool: _parse_bool,
    Path: Path,
    Path | None: Path,
}
