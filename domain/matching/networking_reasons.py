"""Why two people should meet: what the reader gains, what the other gains, and what they have in common.

The other is "they" here: a reason is read under their name, and no name leaves with it.
"""

from collections.abc import Sequence

from domain.matching.networking_index import PeopleIndex, PersonTerms
from domain.matching.networking_points import (
    HIRING,
    INDUSTRY_POINTS,
    MOST_GOAL_POINTS,
    MOST_INTEREST_POINTS,
    OTHER_PAIRS,
    SESSION_POINTS,
    SKILL_POINTS,
)
from domain.matching.people_results import PersonBreakdown, PersonMatch

NAMED = 2
MOST_REASONS = 5
GOAL_REASONS = {
    ("HIRE", "GET_HIRED"): "You are hiring, and they are looking for a job",
    ("GET_HIRED", "HIRE"): "You are looking for a job, and they are hiring",
    ("MENTOR", "GET_MENTORED"): "You want to mentor, and they are looking for a mentor",
    ("GET_MENTORED", "MENTOR"): "You are looking for a mentor, and they want to mentor",
    ("NETWORK", "NETWORK"): "You both want to meet people",
}

Pair = tuple[str, str]


def explain_person(index: PeopleIndex, own: int, other: int) -> PersonMatch:
    """The match of two positions of the index, as the first of them reads it; terms in the reader's own spelling."""
    you, they = index.terms[own], index.terms[other]
    common = {key: spelling for key, spelling in you.interests.items() if key in they.interests}
    for_you, for_them = skills_exchanged(you, they)
    pairs = goal_pairs(you, they)
    sessions = len(you.sessions & they.sessions)
    is_same_industry = bool(you.industry) and you.industry == they.industry
    goals = tuple(GOAL_REASONS[pair] for pair in pairs)
    rarest_first = sorted(common, key=lambda key: -index.worth[key])
    breakdown = PersonBreakdown(
        interests=min(MOST_INTEREST_POINTS, sum(index.worth[key] for key in common)),
        skills_for_you=_points(SKILL_POINTS, len(for_you)),
        skills_for_them=_points(SKILL_POINTS, len(for_them)),
        goals=min(MOST_GOAL_POINTS, sum({**HIRING, **OTHER_PAIRS}[pair] for pair in pairs)),
        industry=INDUSTRY_POINTS * is_same_industry,
        sessions=_points(SESSION_POINTS, sessions),
    )
    shared = tuple(common[key] for key in rarest_first)
    reasons = (
        *([f"They can help you with {named(for_you)}"] if for_you else []),
        *([f"You can help them with {named(for_them)}"] if for_them else []),
        *goals,
        *([f"You have {named(shared)} in common"] if shared else []),
        *([_sessions_reason(sessions)] if sessions else []),
        *(["You work in the same industry"] if is_same_industry else []),
    )
    return PersonMatch(
        index.ids[other],
        _sum(breakdown),
        "hybrid",
        reasons[:MOST_REASONS],
        breakdown,
        shared,
        tuple(for_you),
        tuple(for_them),
        goals,
    )


def skills_exchanged(you: PersonTerms, they: PersonTerms) -> tuple[list[str], list[str]]:
    """What you need and they offer, and the other way round; what would go both ways is no exchange."""
    for_you = {key: spelling for key, spelling in you.needs.items() if key in they.offers}
    for_them = {key: spelling for key, spelling in you.offers.items() if key in they.needs}
    return (
        [spelling for key, spelling in for_you.items() if key not in for_them],
        [spelling for key, spelling in for_them.items() if key not in for_you],
    )


def goal_pairs(you: PersonTerms, they: PersonTerms) -> list[Pair]:
    """The goals of the two that meet, yours first. Nobody's search for a job is told to their own company."""
    are_colleagues = bool(you.company) and you.company == they.company
    pairs = {**({} if are_colleagues else HIRING), **OTHER_PAIRS}
    return [(one, other) for one, other in pairs if one in you.goals and other in they.goals]


def named(terms: Sequence[str]) -> str:
    """The first two of them, as a person would say them."""
    return " and ".join(terms[:NAMED])


def _points(points: Sequence[int], count: int) -> int:
    return points[min(count, len(points) - 1)]


def _sum(breakdown: PersonBreakdown) -> int:
    skills = breakdown.skills_for_you + breakdown.skills_for_them
    return breakdown.interests + skills + breakdown.goals + breakdown.industry + breakdown.sessions


def _sessions_reason(count: int) -> str:
    return (
        "You chose a session that they chose too" if count == 1 else f"You chose {count} sessions that they chose too"
    )
