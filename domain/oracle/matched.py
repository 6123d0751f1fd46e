"""What the oracle answers, whoever found it."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

AlgorithmUsed = Literal["llm", "algorithmic"]


class Match(Struct, frozen=True):
    """One session or speaker by its id; `score` from 0 to 100."""

    id: str
    score: int
    reasons: tuple[str, ...]


class Matched(Struct, frozen=True):
    """The best, best first; `is_simulated` where a stand-in for the model answered."""

    matches: tuple[Match, ...]
    algorithm_used: AlgorithmUsed
    is_simulated: bool = False


def completed(judged: Sequence[Match], others: Sequence[Match], limit: int) -> tuple[Match, ...]:
    """What the model judged, completed up to `limit` by what the algorithm found besides; best first."""
    known = {each.id for each in judged}
    every = [*judged, *(each for each in others if each.id not in known)][:limit]
    return tuple(sorted(every, key=lambda each: each.score, reverse=True))
