"""What the specification's algorithm needs of a batch of people, as small tables that many of them share."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.facts import UserProfile
from domain.matching.incidence import incidence, numbered
from domain.matching.levels import INTERMEDIATE, MOST_GOALS, PREFERRED
from domain.matching.programme import Programme
from domain.matching.specification import GOAL_KEYWORDS

K = TypeVar("K", bound=Hashable)
Levels = NDArray[np.uint8]
_GOALS = tuple(GOAL_KEYWORDS)


@dataclass(frozen=True)
class Kinds:
    """Levels of kinds × sessions, and the kind of each person: who gave the same answer has the same levels."""

    levels: Levels
    kind_of: NDArray[np.intp]


@dataclass(frozen=True)
class People:
    """Features of a batch of `n` people; `interests` is n × tags, `skills` n × the skills of all people.

    `interest_counts` are distinct ones, whatever their case, whether or not a session has them as a tag.
    """

    interests: csr_matrix
    interest_counts: NDArray[np.int64]
    goals: Kinds
    roles: Kinds
    difficulties: Kinds
    skills: csr_matrix


def describe_people(programme: Programme, skill_rows: dict[str, int], profiles: Sequence[UserProfile]) -> People:
    """The features of these people against this programme."""
    interests = _interests(programme, [profile.interests for profile in profiles])
    return People(
        interests=interests[:, : programme.tag_incidence.shape[0]],
        interest_counts=np.diff(interests.indptr).astype(np.int64),
        goals=_kinds([profile.goals for profile in profiles], partial(_goals, programme)),
        roles=_kinds([profile.role for profile in profiles], partial(_roles, programme)),
        difficulties=_kinds([profile.preferred_difficulty for profile in profiles], partial(_difficulties, programme)),
        skills=incidence([profile.skills_needed for profile in profiles], skill_rows, len(skill_rows)),
    )


def _interests(programme: Programme, interests: Sequence[tuple[str, ...]]) -> csr_matrix:
    """People × tags and, behind them, the interests that are no tags. Each spelling is put in lower case once."""
    rows = dict(programme.tag_rows)
    spellings = dict.fromkeys(chain.from_iterable(interests))
    row_of = {spelling: rows.setdefault(spelling.lower(), len(rows)) for spelling in spellings}
    return incidence(interests, row_of, len(rows))


def _goals(programme: Programme, kinds: Sequence[tuple[str, ...]]) -> Levels:
    """How many are met. A goal named twice counts twice, as in the specification's loop."""
    times = np.array([[goals.count(goal) for goal in _GOALS] for goals in kinds], dtype=np.float64)
    met = times @ programme.goal_hits  # as floats, which BLAS multiplies, and exactly so far below 2^53
    return np.minimum(met, MOST_GOALS).astype(np.uint8)


def _roles(programme: Programme, kinds: Sequence[str | None]) -> Levels:
    levels = np.zeros((len(kinds), len(programme)), dtype=np.uint8)
    for row, role in enumerate(kinds):
        if role:
            levels[row, programme.audiences.get(role.lower(), [])] = 1
    return levels


def _difficulties(programme: Programme, kinds: Sequence[str | None]) -> Levels:
    levels = np.zeros((len(kinds), len(programme)), dtype=np.uint8)
    levels[:, programme.difficulties.get("intermediate", [])] = INTERMEDIATE
    for row, preferred in enumerate(kinds):
        levels[row, programme.difficulties.get(preferred or "", [])] = PREFERRED
    return levels


def _kinds(answers: Sequence[K], levels_of: Callable[[Sequence[K]], Levels]) -> Kinds:
    kinds = numbered(answers)
    return Kinds(levels_of(list(kinds)), np.array([kinds[answer] for answer in answers], dtype=np.intp))
