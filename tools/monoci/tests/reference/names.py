"""Names and requirements (facts/uv.md section 2)."""

import re
from dataclasses import dataclass

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_REQUIREMENT = re.compile(
    r"\s*(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[(?P<extras>[^\]]*)\])?\s*(?:@\s*(?P<url>\S+))?"
)


@dataclass(frozen=True)
class Requirement:
    name: str
    extras: tuple[str, ...] = ()
    url: str | None = None


def normalise(name: str) -> str:
    """Rule: "lower case, runs of `-`, `_`, `.` become one `-`" (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def package_name(value: object) -> str | None:
    """The normalised name, or None when it is no package name."""
    return normalise(value) if isinstance(value, str) and _NAME.fullmatch(value) else None


def requirement(text: object) -> Requirement | None:
    """`name [extras] (specifier | @ url) ; marker`; the specifier and the marker do not matter here."""
    found = _REQUIREMENT.match(text) if isinstance(text, str) else None
    if not found:
        return None
    extras = [normalise(extra.strip()) for extra in (found["extras"] or "").split(",") if extra.strip()]
    return Requirement(normalise(found["name"]), tuple(extras), found["url"])
