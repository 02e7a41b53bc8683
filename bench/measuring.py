"""How a measure is taken: ways side by side, in rounds, and what came out beside its limit."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from statistics import median
from time import perf_counter

ROUNDS = 40  # at least 20 were promised
Way = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """One line of the result: what was measured, beside its limit; `limit` None: told, not judged."""

    name: str
    value: float
    limit: float | None
    unit: str = "×"
    note: str = ""

    @property
    def kept(self) -> bool:
        """Tell whether the limit is kept."""
        return self.limit is None or self.value <= self.limit


def interleaved(ways: Mapping[str, Way], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median seconds of each way, run by turns in `rounds` rounds after one round that does not count.

    Each round has another order, so that none always runs on what the same other left in caches and on the disk.
    """
    names, order = list(ways), Random(rounds)  # noqa: S311 - an order, no secret
    taken: dict[str, list[float]] = {name: [] for name in names}
    # As the server does when it has loaded: what is there already is not looked through again and again.
    gc.collect()
    gc.freeze()
    for number in range(rounds + 1):
        for name in order.sample(names, len(names)):
            began = perf_counter()
            ways[name]()
            if number:
                taken[name].append(perf_counter() - began)
    return {name: median(seconds) for name, seconds in taken.items()}


def times(part: float, whole: float) -> float:
    """Return how many times `whole` goes into `part`."""
    return part / whole


def ms(seconds: float) -> str:
    """Return seconds as milliseconds for a note."""
    return f"{seconds * 1000:.2f} ms"
