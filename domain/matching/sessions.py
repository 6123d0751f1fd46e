"""The specification's session matching for many people at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.people import describe_people
from domain.matching.programme import Programme, describe_programme
from domain.matching.ranking import best_of_rows
from domain.matching.reasons import explain
from domain.matching.results import SessionRecommendation
from domain.matching.scores import Scores, score_people
from domain.matching.specification import THRESHOLD

PAIRS_AT_ONCE = 1 << 18  # arrays of 2 MB, which stay near the processor
Excluded = Mapping[Id, Collection[Id]]
NOTHING_EXCLUDED: Excluded = {}


def match_sessions(
    profiles: Sequence[UserProfile],
    sessions: Sequence[SessionFacts],
    limit: int = 10,
    excluded: Excluded = NOTHING_EXCLUDED,
) -> list[list[SessionRecommendation]]:
    """For each person the best sessions by the specification's algorithm alone: those that score above 0.2.

    Source: specification, "Algorithmic Matching (Fallback)".
    """
    return match_programme(describe_programme(sessions), profiles, limit, excluded)


def match_programme(
    programme: Programme, profiles: Sequence[UserProfile], limit: int = 10, excluded: Excluded = NOTHING_EXCLUDED
) -> list[list[SessionRecommendation]]:
    """`match_sessions` for a programme that is described already."""
    found: list[list[SessionRecommendation]] = []
    for batch in batches(profiles, len(programme)):
        people = describe_people(programme, batch)
        scores = score_people(programme, people)
        best = best_of_rows(_percents(scores, excluded_pairs(programme, batch, excluded)), limit)
        found.extend(explain(programme, batch, people, scores, best))
    return found


def batches(profiles: Sequence[UserProfile], sessions: int) -> Iterator[Sequence[UserProfile]]:
    """The profiles in parts small enough that people × sessions stays near `PAIRS_AT_ONCE`, so memory is bounded."""
    size = max(1, PAIRS_AT_ONCE // max(1, sessions))
    for start in range(0, len(profiles), size):
        yield profiles[start : start + size]


def excluded_pairs(
    programme: Programme, profiles: Sequence[UserProfile], excluded: Excluded
) -> tuple[list[int], list[int]]:
    """Rows and columns of the pairs that must not be recommended; unknown sessions are passed over."""
    pairs = [
        (row, programme.position_of[session])
        for row, profile in enumerate(profiles)
        for session in excluded.get(profile.user_id, ())
        if session in programme.position_of
    ]
    return [row for row, _ in pairs], [column for _, column in pairs]


def _percents(scores: Scores, excluded: tuple[list[int], list[int]]) -> NDArray[np.int32]:
    """`min(100, int(score * 100))`, and -1 where there is nothing to recommend."""
    percents = (scores.total * 100).astype(np.int32)
    np.minimum(percents, 100, out=percents)
    percents[scores.total <= THRESHOLD] = -1
    percents[excluded] = -1
    return percents
