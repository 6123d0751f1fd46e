"""How strongly something speaks for a session, on one scale for all sources, people and events.

Evidence adds up: each source says so much, and the score is 100 × (1 − e^−(sum / SCALE)^SHAPE), the distribution of
Weibull. It begins flat, so that a weak hint alone is little and several are much, and ends flat, so that none passes
100. Each source's share of the sum is its share of the score.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.matching.results import Breakdown

Pairs = NDArray[np.float32]

SOURCES = ("interests", "goals", "role", "difficulty", "skills", "text", "collaborative", "popularity")

# The most each source can say. The first five stand to each other as the specification's 40, 30, 20, 10 and 15 points,
# but that those which ask for no common subject (goals, role, level) weigh half as much: a session for engineers that
# somebody could not care less about must not beat one about their interest. None is learned from data.
MOST_INTERESTS = 1.1
MOST_GOALS = 0.36
MOST_ROLE = 0.24
MOST_DIFFICULTY = 0.12
MOST_SKILLS = 0.36
MOST_TEXT = 1.5
MOST_HISTORY = 2.0
MOST_POPULARITY = 0.25  # 7 points alone, never above 12: it knows nothing of the person

# One interest that is a topic makes about 50 points, and all that a perfect match has (2.7 of evidence) above 90.
SCALE = 1.4
SHAPE = 1.5


@dataclass(frozen=True)
class Evidence:
    """People × sessions for each source, in the order of `SOURCES`; some may be negative (`collaborative`, `text`)."""

    of_source: tuple[Pairs, ...]

    def total(self) -> Pairs:
        """People × sessions: what lists are ordered by."""
        total = self.of_source[0].copy()
        for pairs in self.of_source[1:]:
            total += pairs
        return total

    def of_pairs(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Pairs:
        """Pairs × sources, for a few of them."""
        return np.stack([pairs[rows, columns] for pairs in self.of_source], axis=1)


def scores_of(totals: NDArray[np.floating]) -> NDArray[np.int64]:
    """From 0 to 100: none for no evidence, or for more against than for."""
    scores: NDArray[np.int64] = np.rint(100 * -np.expm1(-((np.maximum(totals, 0.0) / SCALE) ** SHAPE))).astype(np.int64)
    return scores


def breakdowns_of(pairs: Pairs, scores: NDArray[np.int64]) -> list[Breakdown]:
    """Whole points of each source that add up to the score: what rounding down loses goes to the largest remainders."""
    positive = np.maximum(pairs, 0.0).astype(np.float64)
    shares = positive * (scores / np.maximum(positive.sum(axis=1), 1e-300))[:, None]
    points = np.floor(shares + 1e-9).astype(np.int64)
    missing = scores - points.sum(axis=1)
    places = np.argsort(np.argsort(points - shares, axis=1, kind="stable"), axis=1, kind="stable")
    points += places < missing[:, None]
    return [_breakdown(row) for row in points.tolist()]


def _breakdown(points: Sequence[int]) -> Breakdown:
    return Breakdown(**dict(zip(SOURCES, points, strict=True)))
