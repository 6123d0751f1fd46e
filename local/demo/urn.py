"""Weighted drawing from a fixed seed, the same on every machine and Python version."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from random import Random


@dataclass(frozen=True)
class Urn:
    """Things to draw, each as likely as its weight; weights are above zero and `totals` is their running sum."""

    things: tuple[str, ...]
    totals: tuple[float, ...]

    def draw_one(self, random: Random) -> str:
        """One thing. Only `Random.random` decides, whose sequence Python promises to keep."""
        [thing] = random.choices(self.things, cum_weights=self.totals)
        return thing

    def draw(self, random: Random, count: int) -> tuple[str, ...]:
        """So many different things, or all there are."""
        drawn: dict[str, None] = {}
        while len(drawn) < min(count, len(self.things)):
            drawn[self.draw_one(random)] = None
        return tuple(drawn)


def fill(weights: Mapping[str, float]) -> Urn:
    """An urn of these things; what weighs nothing is left out."""
    present = {thing: weight for thing, weight in weights.items() if weight > 0}
    return Urn(tuple(present), tuple(accumulate(present.values())))


def draw_count(random: Random, least: int, most: int) -> int:
    """A whole number from `least` to `most`, both included."""
    return least + int(random.random() * (most - least + 1))
