"""Times questions in rounds, each side of each once a round: a busy moment hits them alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Times:
    """How long one side took in each round, in milliseconds."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def best(self) -> float:
        return min(self.rounds)

    def times(self, other: Times) -> float:
        """How many times as long as another side: the ratio of the medians."""
        return self.median / other.median


def measure(
    sides: Mapping[Name, Callable[[], object]], rounds: int, *, tell: Callable[[int], None]
) -> dict[Name, Times]:
    """Run every side once a round, forwards and backwards by turns, after one round that is thrown away.

    `tell` hears of each finished round.
    """
    found: dict[Name, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        order = list(sides) if number % 2 else list(reversed(list(sides)))
        for name in order:
            began = perf_counter()
            sides[name]()
            taken = (perf_counter() - began) * 1000
            if number:
                found[name].append(taken)
        tell(number)
    return {name: Times(tuple(taken)) for name, taken in found.items()}
