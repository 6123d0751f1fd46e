"""The specification's session matching for many people at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from domain.matching.facts import Id, SessionFacts, UserProfile
from domain.matching.people import describe_people
from domain.matching.programme import Programme, describe_programme
from domain.matching.ranking import best_of_rows
from domain.matching.reasons import explain
from domain.matching.results import SessionMatch
from domain.matching.scores import score_people
from domain.matching.skills import sessions_teaching

PAIRS_AT_ONCE = 1 << 20  # of two bytes each, which stay near the processor
Excluded = Mapping[Id, Collection[Id]]
NOTHING_EXCLUDED: Excluded = {}


def match_sessions(
    profiles: Sequence[UserProfile],
    sessions: Sequence[SessionFacts],
    limit: int = 10,
    excluded: Excluded = NOTHING_EXCLUDED,
) -> list[list[SessionMatch]]:
    """For each person the best sessions by the specification's algorithm alone: those that score above 0.2.

    Source: specification, "Algorithmic Matching (Fallback)".
    """
    return match_programme(describe_programme(sessions), profiles, limit, excluded)


def match_programme(
    programme: Programme, profiles: Sequence[UserProfile], limit: int = 10, excluded: Excluded = NOTHING_EXCLUDED
) -> list[list[SessionMatch]]:
    """`match_sessions` for a programme that is described already."""
    taught = sessions_teaching(programme.openings, _skills_needed(profiles), len(programme))
    found: list[list[SessionMatch]] = []
    for batch in batches(profiles, len(programme), PAIRS_AT_ONCE):
        people = describe_people(programme, taught.rows, batch)
        scores = score_people(programme, people, taught.incidence)
        scores.percents[excluded_pairs(programme, batch, excluded)] = 0
        best = best_of_rows(scores.percents, limit)
        found.extend(explain(programme, taught, batch, people, scores, best))
    return found


def _skills_needed(profiles: Sequence[UserProfile]) -> Iterator[str]:
    return chain.from_iterable(profile.skills_needed for profile in profiles)


def batches(profiles: Sequence[UserProfile], sessions: int, pairs_at_once: int) -> Iterator[Sequence[UserProfile]]:
    """The profiles in parts so small that people × sessions stays near `pairs_at_once`: memory is bounded."""
    size = max(1, pairs_at_once // max(1, sessions))
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
