"""Random choices, the same for the same seed."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):
    def often(self, share: float) -> bool:
        return self.random() < share

    def pick(self, values: Sequence[T]) -> T:
        return self.choice(values)
