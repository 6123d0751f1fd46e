"""The specification's scores of a batch of people against a programme, equal to its loop's to the last bit."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.incidence import cells_of
from domain.matching.levels import (
    DIFFICULTY_STEP,
    GOAL_STEP,
    INTEREST_STEP,
    MOST_SKILLS,
    ROLE_STEP,
    SKILL_STEP,
    Points,
    percents,
)
from domain.matching.people import Kinds, People
from domain.matching.programme import Programme

Whole = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True)
class Scores:
    """People × sessions: the number of each pair's combination of levels, and its score in percent, 0 for no match.

    `jaccard` has the Jaccard index for each level of shared interests.
    """

    combinations: Whole
    jaccard: Points
    percents: Whole


def score_people(programme: Programme, people: People, taught: csr_matrix) -> Scores:
    """All scores of the batch; `taught` is skills × sessions. Two bytes a pair, four where so many do not suffice."""
    shared = people.interests @ programme.tag_incidence
    levels, jaccard = _jaccard(programme, people, shared)
    table = percents(jaccard)
    number = np.min_scalar_type(len(table))

    combinations = _spread(people.goals, GOAL_STEP, number)
    combinations += _spread(people.roles, ROLE_STEP, number)
    combinations += _spread(people.difficulties, DIFFICULTY_STEP, number)
    _add(combinations, shared, levels * INTEREST_STEP)
    met = people.skills @ taught
    _add(combinations, met, np.minimum(met.data, MOST_SKILLS) * SKILL_STEP)
    # ranking multiplies a score with the number of sessions
    small_table: Whole = table.astype(np.min_scalar_type(101 * len(programme)))
    return Scores(combinations, jaccard, small_table.take(combinations, mode="clip"))


def _jaccard(programme: Programme, people: People, shared: csr_matrix) -> tuple[NDArray[np.intp], Points]:
    """The level of each pair that shares interests, and the index of each level; that of level 0 is 0."""
    interests = np.repeat(people.interest_counts, np.diff(shared.indptr))
    unions = interests + programme.tag_counts[shared.indices] - shared.data
    width = int(unions.max(initial=0)) + 1
    fractions = shared.data * width + unions
    occurs = np.bincount(fractions, minlength=1) > 0
    occurs[0] = True
    levels: NDArray[np.intp] = np.cumsum(occurs)[fractions] - 1
    numerators, denominators = np.divmod(np.flatnonzero(occurs), width)
    return levels, numerators / np.maximum(denominators, 1)


def _spread(kinds: Kinds, step: int, number: np.dtype[Any]) -> Whole:
    spread: Whole = (kinds.levels * number.type(step)).take(kinds.kind_of, axis=0)
    return spread


def _add(combinations: Whole, entries: csr_matrix, values: NDArray[np.integer[Any]]) -> None:
    combinations.reshape(-1)[cells_of(entries)] += values.astype(combinations.dtype)
