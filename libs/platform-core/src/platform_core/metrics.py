"""What a run did, in numbers: counters and the seconds that each step took."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class RunMetrics:
    """Metrics of one run of `job`. The clock can be replaced, so that tests need not wait."""

    job: str
    clock: Callable[[], float] = time.monotonic
    counters: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def count(self, name: str, amount: int = 1) -> None:
        if amount < 0:
            raise ValueError(f"counter '{name}' cannot go down")
        self.counters[name] += amount

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step, also one that fails; a step that runs twice adds up."""
        start = self.clock()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + self.clock() - start

    def write(self, path: Path) -> None:
        document = {"job": self.job, "counters": dict(self.counters), "seconds": self.seconds}
        path.write_text(json.dumps(document, indent=2, sort_keys=True) + "\n", encoding="utf-8")
