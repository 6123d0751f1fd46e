"""Why a session was matched, in the specification's words; computed for the chosen pairs only."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from domain.matching.facts import UserProfile
from domain.matching.people import People, Points, SharedPoints
from domain.matching.programme import Programme
from domain.matching.ranking import Best
from domain.matching.results import Breakdown, SessionRecommendation
from domain.matching.scores import Scores
from domain.matching.specification import (
    DIFFICULTY_POINTS,
    INTEREST_WEIGHT,
    NAMED_IN_A_REASON,
    SHARED_INTERESTS_ABOVE,
    overlap_with,
)


def explain(
    programme: Programme, profiles: Sequence[UserProfile], people: People, scores: Scores, best: Best
) -> list[list[SessionRecommendation]]:
    """The chosen pairs as recommendations, a list for each person."""
    found: list[list[SessionRecommendation]] = [[] for _ in profiles]
    jaccard = scores.jaccard[best.rows, best.columns]
    points = _points(people, scores, best, jaccard)
    breakdowns = [Breakdown(*five) for five in np.round(points * 100, 2).tolist()]
    reasons = _reasons(programme, profiles, people, best, points, jaccard > SHARED_INTERESTS_ABOVE)
    for row, column, score, why, breakdown in zip(
        best.rows.tolist(), best.columns.tolist(), best.values.tolist(), reasons, breakdowns, strict=True
    ):
        session_id = programme.sessions[column].id
        found[row].append(SessionRecommendation(session_id, score, "specification", why, breakdown))
    return found


def _points(people: People, scores: Scores, best: Best, jaccard: Points) -> Points:
    """Chosen pairs × the five factors in the specification's order."""
    shared = [_at(factor, best) for factor in (people.goals, people.roles, people.difficulties)]
    return np.stack([jaccard * INTEREST_WEIGHT, *shared, scores.skills[best.rows, best.columns]], axis=1)


def _at(factor: SharedPoints, best: Best) -> Points:
    return factor.points[factor.kind_of[best.rows], best.columns]


def _reasons(
    programme: Programme,
    profiles: Sequence[UserProfile],
    people: People,
    best: Best,
    points: Points,
    shares_interests: NDArray[np.bool_],
) -> Iterator[tuple[str, ...]]:
    fixed = cache(_fixed_reasons)  # most pairs have only these, and few combinations of them exist
    flags = (
        shares_interests.tolist(),
        (points[:, 1] > 0).tolist(),
        (points[:, 2] > 0).tolist(),
        (points[:, 3] == DIFFICULTY_POINTS).tolist(),
        (points[:, 4] > 0).tolist(),
    )
    for row, column, shared, goal, role, difficulty, skill in zip(
        best.rows.tolist(), best.columns.tolist(), *flags, strict=True
    ):
        profile = profiles[row]
        reasons = fixed(goal, profile.role if role else None, profile.preferred_difficulty if difficulty else None)
        if shared:
            reasons = (_shared_interests(programme, column, profile), *reasons)
        if skill:
            reasons = (*reasons, _teaches(programme, column, people.skills_needed[row]))
        yield reasons


def _fixed_reasons(goal: bool, role: str | None, difficulty: str | None) -> tuple[str, ...]:
    reasons = ["Aligns with your learning goals"] if goal else []
    if role:
        reasons.append(f"Designed for {role}s")
    if difficulty:
        reasons.append(f"Matches your {difficulty} level preference")
    return tuple(reasons)


def _shared_interests(programme: Programme, position: int, profile: UserProfile) -> str:
    overlaps = overlap_with(programme.lowered_tags[position], profile.interests)
    return f"Shared interests: {', '.join(overlaps[:NAMED_IN_A_REASON])}"


def _teaches(programme: Programme, position: int, skills_needed: tuple[str, ...]) -> str:
    taught = programme.skills_taught[position]
    skills = [skill for skill in skills_needed if skill in taught]
    return f"Teaches: {', '.join(skills[:NAMED_IN_A_REASON])}"
