"""What the specification's algorithm needs of a batch of people, as small tables that many of them share."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.facts import UserProfile
from domain.matching.programme import Programme, incidence, rows_of
from domain.matching.specification import (
    DIFFICULTY_POINTS,
    GOAL_KEYWORDS,
    GOAL_WEIGHT,
    INTERMEDIATE_POINTS,
    POINTS_PER_GOAL,
    ROLE_POINTS,
)

K = TypeVar("K", bound=Hashable)
Points = NDArray[np.float64]
_GOALS = tuple(GOAL_KEYWORDS)


@dataclass(frozen=True)
class SharedPoints:
    """Points of kinds × sessions, and the kind of each person: people of a kind have the same points."""

    points: Points
    kind_of: NDArray[np.intp]


@dataclass(frozen=True)
class People:
    """Features of a batch of `n` people; `interests` is n × tags, `skills` n × skills, `taught` skills × sessions.

    `skills_needed` has each person's skills in their order, each once.
    """

    skills_needed: tuple[tuple[str, ...], ...]
    interests: csr_matrix
    interest_counts: NDArray[np.int64]
    goals: SharedPoints
    roles: SharedPoints
    difficulties: SharedPoints
    skills: csr_matrix
    taught: csr_matrix


def describe_people(programme: Programme, profiles: Sequence[UserProfile]) -> People:
    """The features of these people against this programme."""
    interests = [{interest.lower() for interest in profile.interests} for profile in profiles]
    skills = tuple(tuple(dict.fromkeys(profile.skills_needed)) for profile in profiles)
    skill_rows = rows_of(skills)
    asked_for = frozenset(skill_rows)
    taught = incidence([asked_for & taught for taught in programme.skills_taught], skill_rows)
    return People(
        skills_needed=skills,
        interests=incidence(interests, programme.tag_rows),
        interest_counts=np.array([len(words) for words in interests], dtype=np.int64),
        goals=_goals(programme, profiles),
        roles=_roles(programme, profiles),
        difficulties=_difficulties(programme, profiles),
        skills=incidence(skills, skill_rows),
        taught=taught.T.tocsr(),
    )


def _goals(programme: Programme, profiles: Sequence[UserProfile]) -> SharedPoints:
    """A goal named twice counts twice, as in the specification's loop."""
    kinds, kind_of = _kinds([profile.goals for profile in profiles])
    counts = [Counter(kind) for kind in kinds]
    times = np.array([[count[goal] for goal in _GOALS] for count in counts], dtype=np.int64).reshape(-1, len(_GOALS))
    points = goal_points(int(times.sum(axis=1).max(initial=0)))
    return SharedPoints(points[times @ programme.goal_hits.astype(np.int64)], kind_of)


def goal_points(most_goals: int) -> Points:
    """The points for 0, 1 … `most_goals` goals met, summed one by one: 0.3 × 3 is not 0.3 + 0.3 + 0.3."""
    alignment = np.array(list(accumulate(repeat(POINTS_PER_GOAL, most_goals), initial=0.0)))
    points: Points = np.minimum(1.0, alignment) * GOAL_WEIGHT
    return points


def _roles(programme: Programme, profiles: Sequence[UserProfile]) -> SharedPoints:
    kinds, kind_of = _kinds([(profile.role or "").lower() for profile in profiles])
    points = np.zeros((len(kinds), len(programme)))
    for row, role in enumerate(kinds):
        if role and role in programme.audiences:
            points[row, programme.audiences[role]] = ROLE_POINTS
    return SharedPoints(points, kind_of)


def _difficulties(programme: Programme, profiles: Sequence[UserProfile]) -> SharedPoints:
    kinds, kind_of = _kinds([profile.preferred_difficulty for profile in profiles])
    points = [[_difficulty_points(preferred, s.difficulty) for s in programme.sessions] for preferred in kinds]
    return SharedPoints(np.array(points, dtype=np.float64).reshape(len(kinds), len(programme)), kind_of)


def _difficulty_points(preferred: str | None, difficulty: str | None) -> float:
    if difficulty and difficulty == preferred:
        return DIFFICULTY_POINTS
    return INTERMEDIATE_POINTS if difficulty == "intermediate" else 0.0


def _kinds(keys: Sequence[K]) -> tuple[list[K], NDArray[np.intp]]:
    """The distinct keys, and for each key which of them it is."""
    numbers: dict[K, int] = {}
    kind_of = [numbers.setdefault(key, len(numbers)) for key in keys]
    return list(numbers), np.array(kind_of, dtype=np.intp)
