"""Why a session was matched, in the specification's words; computed for the chosen pairs only."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from domain.matching.facts import UserProfile
from domain.matching.levels import PREFERRED, Levels, levels_of, points_of
from domain.matching.people import People
from domain.matching.programme import Programme
from domain.matching.ranking import Best
from domain.matching.results import Factors, SessionMatch
from domain.matching.scores import Scores
from domain.matching.skills import Taught
from domain.matching.specification import NAMED_IN_A_REASON, SHARED_INTERESTS_ABOVE, overlap_with

Reasons = tuple[str, ...]


def explain(
    programme: Programme, taught: Taught, profiles: Sequence[UserProfile], people: People, scores: Scores, best: Best
) -> list[list[SessionMatch]]:
    """The chosen pairs as matches, a list for each person. Pairs of one combination share their factors."""
    combinations, which = np.unique(scores.combinations[best.rows, best.columns], return_inverse=True)
    levels = levels_of(combinations.astype(np.intp))
    points = np.round(points_of(scores.jaccard, levels) * 100, 2)
    factors = [Factors(*five) for five in points.tolist()]

    levels = tuple(level[which] for level in levels)
    reasons = _fixed_reasons(profiles, people, best, levels)
    shares = np.flatnonzero(scores.jaccard[levels[0]] > SHARED_INTERESTS_ABOVE)
    _name_shared_interests(reasons, programme, profiles, best, shares.tolist())
    _name_skills(reasons, taught, profiles, best, np.flatnonzero(levels[4]).tolist())
    matches = [
        SessionMatch(programme.sessions[column].id, score, why, factors[number])
        for column, score, why, number in zip(
            best.columns.tolist(), best.values.tolist(), reasons, which.tolist(), strict=True
        )
    ]
    return _parted(matches, best, len(profiles))


def _fixed_reasons(profiles: Sequence[UserProfile], people: People, best: Best, levels: Levels) -> list[Reasons]:
    """The three reasons in the middle. Few are distinct, and those are written once."""
    meets_goals, is_for_role, is_preferred = levels[1] > 0, levels[2] > 0, levels[3] == PREFERRED
    role_kinds = (people.roles.kind_of[best.rows] + 1) * is_for_role
    level_kinds = (people.difficulties.kind_of[best.rows] + 1) * is_preferred
    kinds = (role_kinds * (len(people.difficulties.levels) + 1) + level_kinds) * 2 + meets_goals
    _, places, which = np.unique(kinds, return_index=True, return_inverse=True)
    distinct = []
    for place in places.tolist():
        profile = profiles[best.rows[place]]
        role = profile.role if is_for_role[place] else None
        distinct.append(_fixed(meets_goals[place], role, profile.preferred_difficulty if is_preferred[place] else None))
    return [distinct[number] for number in which.tolist()]


def _fixed(meets_goals: bool, role: str | None, difficulty: str | None) -> Reasons:
    reasons = ["Aligns with your learning goals"] if meets_goals else []
    if role:
        reasons.append(f"Designed for {role}s")
    if difficulty:
        reasons.append(f"Matches your {difficulty} level preference")
    return tuple(reasons)


def _name_shared_interests(
    reasons: list[Reasons], programme: Programme, profiles: Sequence[UserProfile], best: Best, places: Sequence[int]
) -> None:
    rows, columns = best.rows.tolist(), best.columns.tolist()
    for place in places:
        shared = overlap_with(programme.lowered_tags[columns[place]], profiles[rows[place]].interests)
        reasons[place] = (f"Shared interests: {', '.join(shared[:NAMED_IN_A_REASON])}", *reasons[place])


def _name_skills(
    reasons: list[Reasons], taught: Taught, profiles: Sequence[UserProfile], best: Best, places: Sequence[int]
) -> None:
    rows, columns = best.rows[places].tolist(), best.columns[places].tolist()
    needed = [tuple(dict.fromkeys(profile.skills_needed)) for profile in profiles]
    is_taught = [skills.__contains__ for skills in taught.of_session]
    teaches = cache(lambda skills: (f"Teaches: {', '.join(skills[:NAMED_IN_A_REASON])}",))
    for place, row, column in zip(places, rows, columns, strict=True):
        reasons[place] += teaches(tuple(filter(is_taught[column], needed[row])))


def _parted(matches: list[SessionMatch], best: Best, people: int) -> list[list[SessionMatch]]:
    ends = np.searchsorted(best.rows, np.arange(people + 1)).tolist()
    return [matches[start:end] for start, end in pairwise(ends)]
