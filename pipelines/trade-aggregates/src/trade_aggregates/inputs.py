"""The raw data of a window: which files there are, and whether they are those of last time."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .windows import Window, month_of

COLUMNS = {  # that are read; what else comes is nobody's concern here
    "trades": ("trade_id", "user_id", "symbol", "side", "quantity", "price", "currency", "executed_at"),
    "users": ("user_id", "country"),
    "symbols": ("symbol",),
}
MONTH = re.compile(r"month=(\d{4}-(?:0[1-9]|1[0-2]))")


class InputError(Exception):
    """The raw data is not there, not complete, or not readable. Each argument is a fault."""

    def __str__(self) -> str:
        return "; ".join(map(str, self.args))


@dataclass(frozen=True)
class Input:
    """A part of the raw data that is checked, and read, as a whole: a month of trades, or a table."""

    name: str  # trades/2026-03, users, symbols
    fingerprint: str  # of the contents
    files: tuple[Path, ...] = field(default=(), compare=False)

    @property
    def dataset(self) -> str:
        return self.name.partition("/")[0]

    @property
    def distinct(self) -> str:
        """Trades may come more than once. A user who did would count twice, which is for the gate to find."""
        return "DISTINCT" if self.dataset == "trades" else ""


def find_inputs(directory: Path, window: Window) -> list[Input]:
    """Of the window alone. Trades may begin within it; from then on, no month may be missing."""
    faults = [
        f"{directory / name}.parquet is not there"
        for name in ("users", "symbols")
        if not (directory / f"{name}.parquet").is_file()
    ]
    found = _month_files(directory / "trades")
    last = month_of(window.as_of)
    if last not in found:
        faults.append(
            f"{directory / 'trades' / f'month={last}'} has no Parquet file: trades of {window.as_of} have not come"
        )
    months = [month for month in window.months() if month >= min(found, default=last)]
    if lost := [month for month in months[:-1] if month not in found]:
        faults.append(f"there are trades of {min(found)}, but none of {', '.join(lost)}")
    if faults:
        raise InputError(*faults)
    return [
        *(_input(f"trades/{month}", found[month]) for month in months),
        *(_input(name, [directory / f"{name}.parquet"]) for name in ("users", "symbols")),
    ]


def _month_files(directory: Path) -> dict[str, list[Path]]:
    """A month may have several files: late trades come as a further one."""
    found: dict[str, list[Path]] = {}
    for place in sorted(directory.glob("month=*")):
        name, parquet = MONTH.fullmatch(place.name), sorted(place.glob("*.parquet"))
        if name and parquet:
            found[name[1]] = parquet
    return found


def _input(name: str, files: Iterable[Path]) -> Input:
    digest = hashlib.sha256()
    for path in files:
        status = path.stat()
        digest.update(f"{path.name} {_contents(path, status.st_size, status.st_mtime_ns)}\n".encode())
    return Input(name, digest.hexdigest(), tuple(files))


@lru_cache(maxsize=1024)  # the days of a backfill share most of their months
def _contents(path: Path, _size: int, _modified: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
