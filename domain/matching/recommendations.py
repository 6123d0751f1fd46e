"""Sessions for people: the way in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from domain.matching.choice_index import ChoiceIndex, index_choices
from domain.matching.evidence import Pairs, breakdowns_of, scores_of
from domain.matching.facts import NO_CHOICES, Choices, SessionFacts, UserProfile
from domain.matching.hybrid import ProgrammeIndex, Ranked, distinct_phrases, rank, told
from domain.matching.hybrid_reasons import reasons_of
from domain.matching.learning import Learned, learn
from domain.matching.programme import Programme, describe_programme
from domain.matching.results import SessionRecommendation
from domain.matching.sessions import NOTHING_EXCLUDED, Excluded
from domain.matching.text_index import TextIndex, index_text
from domain.matching.topics import describe_topics

__all__ = ["ProgrammeIndex", "index_programme", "recommend", "with_choices"]

LEAST_SCORE = 5  # below, one word of a phrase in passing: noise


def index_programme(
    sessions: Sequence[SessionFacts], choices: Choices = NO_CHOICES, profiles: Iterable[UserProfile] = ()
) -> ProgrammeIndex:
    """Index the sessions that can be recommended, and what people chose of them. Order decides between equals.

    `profiles` are of people who chose something: they tell how much profiles are worth in this event.
    Once per revision of a programme: a second for a thousand sessions. Time grows with the words of all sessions and
    with the cube of their number (at most 8,000), memory with the square.
    """
    programme, topics, text = describe_programme(sessions), describe_topics(sessions), index_text(sessions)
    chosen = index_choices(programme.position_of, choices)
    return ProgrammeIndex(programme, topics, text, chosen, _learn(topics, text, chosen, choices, profiles))


def with_choices(index: ProgrammeIndex, choices: Choices, profiles: Iterable[UserProfile] = ()) -> ProgrammeIndex:
    """The same programme with what people have chosen since: a tenth of the time to index it."""
    chosen = index_choices(index.programme.position_of, choices)
    return replace(index, choices=chosen, learned=_learn(index.topics, index.text, chosen, choices, profiles))


def _learn(
    topics: Programme, text: TextIndex, chosen: ChoiceIndex, choices: Choices, profiles: Iterable[UserProfile]
) -> Learned:
    by_id = {profile.user_id: profile for profile in profiles}

    def of_rows(rows: NDArray[np.intp]) -> Pairs:
        people = list(choices)
        some = [by_id.get(people[row]) or UserProfile(user_id=people[row]) for row in rows]
        evidence: Pairs = np.sum(told(topics, text, some, [distinct_phrases(profile) for profile in some]), axis=0)
        return evidence

    return learn(chosen, text.of_sessions(), of_rows if by_id else None)


def recommend(
    index: ProgrammeIndex,
    profiles: Sequence[UserProfile],
    limit: int = 10,
    excluded: Excluded = NOTHING_EXCLUDED,
    histories: Choices = NO_CHOICES,
) -> list[list[SessionRecommendation]]:
    """At most `limit` sessions for each person, best first, in the order of the profiles.

    `excluded` names by user id the sessions not to recommend, `histories` those that somebody chose before (saved,
    attended). Fewer than `limit` where nothing else has to do with them.
    """
    found: list[list[SessionRecommendation]] = []
    for ranked in rank(index, profiles, limit, excluded, histories):
        found.extend(_lists(index, ranked))
    return found


def _lists(index: ProgrammeIndex, ranked: Ranked) -> Iterator[list[SessionRecommendation]]:
    best = ranked.best
    scores = scores_of(ranked.totals[best.rows, best.columns])
    breakdowns = breakdowns_of(ranked.evidence.of_pairs(best.rows, best.columns), scores)
    ends = np.searchsorted(best.rows, np.arange(len(ranked.profiles) + 1)).tolist()
    for row, (start, end) in enumerate(pairwise(ends)):
        places = [place for place in range(start, end) if scores[place] >= LEAST_SCORE]
        columns = [int(best.columns[place]) for place in places]
        reasons = reasons_of(index, ranked, row, columns, [breakdowns[place] for place in places])
        ids = [index.programme.sessions[column].id for column in columns]
        yield [
            SessionRecommendation(session_id, int(scores[place]), "hybrid", why, breakdowns[place])
            for place, session_id, why in zip(places, ids, reasons, strict=True)
        ]
