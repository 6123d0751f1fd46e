"""The few values each factor of a score can have, and the table of all scores they add up to.

Floating-point sums depend on their order, and `int(score * 100)` and `score > 0.2` show the last bit. So the table adds
float64 points in the order of the specification's loop, once for each combination of levels; pairs of people and
sessions are then described by the number of their combination, in whole numbers that any order adds up exactly.
"""

from itertools import accumulate, repeat

import numpy as np
from numpy.typing import NDArray

from domain.matching.specification import (
    DIFFICULTY_POINTS,
    GOAL_WEIGHT,
    INTEREST_WEIGHT,
    INTERMEDIATE_POINTS,
    MOST_SKILL_POINTS,
    POINTS_PER_GOAL,
    POINTS_PER_SKILL,
    ROLE_POINTS,
    THRESHOLD,
)

Points = NDArray[np.float64]
Levels = tuple[NDArray[np.intp], ...]
MOST_GOALS = 4  # more are met, no more points
MOST_SKILLS = 3
INTERMEDIATE, PREFERRED = 1, 2


def goal_points(most_goals: int) -> Points:
    """The points for 0, 1 … `most_goals` goals met, summed one by one: 0.3 × 3 is not 0.3 + 0.3 + 0.3."""
    alignment = np.array(list(accumulate(repeat(POINTS_PER_GOAL, most_goals), initial=0.0)))
    points: Points = np.minimum(1.0, alignment) * GOAL_WEIGHT
    return points


GOALS = goal_points(MOST_GOALS)
ROLE = np.array([0.0, ROLE_POINTS])
DIFFICULTY = np.array([0.0, INTERMEDIATE_POINTS, DIFFICULTY_POINTS])
SKILLS = np.minimum(MOST_SKILL_POINTS, np.arange(MOST_SKILLS + 1) * POINTS_PER_SKILL)

# The number of a combination is the sum of each factor's level times its step.
SKILL_STEP = 1
DIFFICULTY_STEP = SKILL_STEP * len(SKILLS)
ROLE_STEP = DIFFICULTY_STEP * len(DIFFICULTY)
GOAL_STEP = ROLE_STEP * len(ROLE)
INTEREST_STEP = GOAL_STEP * len(GOALS)


def percents(jaccard: Points) -> NDArray[np.int64]:
    """`min(100, int(score * 100))` of all combinations with these Jaccard indices; 0 where the score is no match."""
    interests = jaccard * INTEREST_WEIGHT
    score = interests[:, None, None, None, None] + GOALS[:, None, None, None] + ROLE[:, None, None]
    score = (score + DIFFICULTY[:, None] + SKILLS).ravel()
    return np.where(score > THRESHOLD, np.minimum(100, (score * 100).astype(np.int64)), 0)


def levels_of(combinations: NDArray[np.intp]) -> Levels:
    """The levels of each combination in the specification's order: interests, goals, role, difficulty, skills."""
    interests, others = np.divmod(combinations, INTEREST_STEP)
    return (interests, *np.unravel_index(others, (len(GOALS), len(ROLE), len(DIFFICULTY), len(SKILLS))))


def points_of(jaccard: Points, levels: Levels) -> Points:
    """Combinations × the points of the five factors."""
    factors = (jaccard * INTEREST_WEIGHT, GOALS, ROLE, DIFFICULTY, SKILLS)
    return np.stack([factor[level] for factor, level in zip(factors, levels, strict=True)], axis=1)
