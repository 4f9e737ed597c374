"""What a container file says, and what its build sees of the repository."""

import json
import re
import shlex
from collections.abc import Iterable
from pathlib import Path


class ContainerFile:
    def __init__(self, file: Path) -> None:
        self.text = file.read_text(encoding="utf-8").replace("\\\n", " ")

    def all(self, instruction: str) -> list[str]:
        """What stands behind each such instruction."""
        return re.findall(rf"^{instruction} +(.*)$", self.text, re.MULTILINE)

    def variables(self, stage: int) -> dict[str, str]:
        return dict(word.split("=", 1) for word in shlex.split(self.all("ENV")[stage]))

    def command(self) -> list[str]:
        return [str(word) for word in json.loads(self.all("CMD")[0])]

    def health_check(self) -> list[str]:
        return [str(word) for word in json.loads(self.all("HEALTHCHECK")[0].split("CMD", 1)[1])]

    def sources(self) -> list[str]:
        """What it copies from the repository; "." is all of it."""
        copies = [copy.split() for instruction in ("COPY", "ADD") for copy in self.all(instruction)]
        own = [words for words in copies if not any(word.startswith("--from=") for word in words)]
        paths = [word for words in own for word in words[:-1] if not word.startswith("--")]
        return [path.removeprefix("./").rstrip("/") for path in paths]


class IgnoreFile:
    """A .dockerignore. Patterns begin at the root, cover what is below, too, and the last one that matches decides."""

    def __init__(self, text: str) -> None:
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
        self._rules = [(not line.startswith("!"), _pattern(line.removeprefix("!"))) for line in lines]

    def lets_through(self, paths: Iterable[str]) -> set[str]:
        return {path for path in paths if not self._ignores(path)}

    def _ignores(self, path: str) -> bool:
        verdicts = [ignores for ignores, pattern in self._rules if pattern.fullmatch(path)]
        return bool(verdicts) and verdicts[-1]


def _pattern(line: str) -> re.Pattern[str]:
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", line.strip("/"))
    assert not re.search(r"[\[\\]", line), f"{line}: classes and escapes are not understood here"
    return re.compile("".join(words.get(part, re.escape(part)) for part in parts) + "(?:/.*)?", re.DOTALL)
