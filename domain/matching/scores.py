"""The specification's scores of a batch of people against a programme, equal to its loop's to the last bit.

Floating-point sums depend on their order, and `int(score * 100)` and `score > 0.2` show the last bit: so every pair
adds the same float64 terms in the specification's order: interests, goals, role, difficulty, skills.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.people import People, Points, SharedPoints
from domain.matching.programme import Programme
from domain.matching.specification import INTEREST_WEIGHT, MOST_SKILL_POINTS, POINTS_PER_SKILL


@dataclass(frozen=True)
class Scores:
    """People × sessions: the Jaccard index of the interests, the points for skills, and the whole score (0 to 1.15)."""

    jaccard: Points
    skills: Points
    total: Points


def score_people(programme: Programme, people: People) -> Scores:
    """All scores of the batch: about three float64 arrays of people × sessions."""
    jaccard = _jaccard(programme, people)
    skills = _skills(people)
    total = jaccard * INTEREST_WEIGHT
    points = np.empty_like(total)
    for factor in (people.goals, people.roles, people.difficulties):
        total += _spread(factor, points)
    total += skills
    return Scores(jaccard, skills, total)


def _jaccard(programme: Programme, people: People) -> Points:
    shared = people.interests @ programme.tag_incidence
    rows = _rows(shared)
    unions = people.interest_counts[rows] + programme.tag_counts[shared.indices] - shared.data
    return _dense(shared, rows, shared.data / unions)


def _skills(people: People) -> Points:
    shared = people.skills @ people.taught
    return _dense(shared, _rows(shared), np.minimum(MOST_SKILL_POINTS, shared.data * POINTS_PER_SKILL))


def _rows(matrix: csr_matrix) -> NDArray[np.intp]:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def _dense(matrix: csr_matrix, rows: NDArray[np.intp], values: Points) -> Points:
    """The values where the matrix has entries, zero elsewhere."""
    dense = np.zeros(matrix.shape)
    dense[rows, matrix.indices] = values
    return dense


def _spread(factor: SharedPoints, out: Points) -> Points:
    return np.take(factor.points, factor.kind_of, axis=0, out=out, mode="clip")
