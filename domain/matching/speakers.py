"""The specification's speaker matching, for one person or for many at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.matching.facts import Id, SpeakerFacts, UserProfile
from domain.matching.incidence import incidence, numbered
from domain.matching.people_results import SpeakerMatch
from domain.matching.ranking import best_of_rows
from domain.matching.sessions import NOTHING_EXCLUDED, Excluded, batches
from domain.matching.speaker_goals import GOALS_POSSIBLE, can_help_with
from domain.matching.speaker_reasons import explain_speaker
from domain.matching.specification import THRESHOLD

EXPERTISE_WEIGHT = 0.5
SKILLS_POINTS = 0.3
GOAL_POINTS = 0.15
INDUSTRY_POINTS = 0.05
PAIRS_AT_ONCE = 1 << 18

Key = Callable[[str], str]


def as_written(term: str) -> str:
    """How the specification compares terms: to the letter."""
    return term


@dataclass(frozen=True)
class SpeakerIndex:
    """Features of `m` speakers in the order given: expertise as terms × speakers, goals as goals × speakers.

    `key` says when two terms are the same.
    """

    speakers: tuple[SpeakerFacts, ...]
    position_of: dict[Id, int]
    key: Key
    rows: dict[str, int]
    expertise: csr_matrix
    goals: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.speakers)


def index_speakers(speakers: Sequence[SpeakerFacts], key: Key = as_written) -> SpeakerIndex:
    """Prepare speakers once for any number of people. With `term_key` as `key`, spellings of a term count as one."""
    expertise = [tuple(map(key, speaker.expertise)) for speaker in speakers]
    rows = numbered(chain.from_iterable(expertise))
    goals = np.array([[can_help_with(goal, speaker) for speaker in speakers] for goal in GOALS_POSSIBLE], dtype=bool)
    return SpeakerIndex(
        tuple(speakers),
        {speaker.id: position for position, speaker in enumerate(speakers)},
        key,
        rows,
        incidence(expertise, rows, len(rows)).T.tocsr(),
        goals.reshape(len(GOALS_POSSIBLE), len(speakers)),
    )


def match_speakers(profile: UserProfile, speakers: Sequence[SpeakerFacts], limit: int = 10) -> list[SpeakerMatch]:
    """The best speakers for one person by the specification's algorithm: those that score above 0.2, ties in order.

    Source: specification, "Speaker Matching Algorithm", "Algorithmic Matching (Fallback)".
    """
    return match_speakers_of_event([profile], speakers, limit)[0]


def match_speakers_of_event(
    profiles: Sequence[UserProfile],
    speakers: Sequence[SpeakerFacts],
    limit: int = 10,
    excluded: Excluded = NOTHING_EXCLUDED,
) -> list[list[SpeakerMatch]]:
    """`match_speakers` for many people; `excluded` names by user id the speakers not to recommend."""
    return match_indexed_speakers(index_speakers(speakers), profiles, limit, excluded)


def match_indexed_speakers(
    index: SpeakerIndex, profiles: Sequence[UserProfile], limit: int = 10, excluded: Excluded = NOTHING_EXCLUDED
) -> list[list[SpeakerMatch]]:
    """`match_speakers_of_event` for speakers that are prepared already; memory is bounded by batches."""
    found: list[list[SpeakerMatch]] = []
    for batch in batches(profiles, len(index), PAIRS_AT_ONCE):
        percents = _percents(index, batch)
        for row, profile in enumerate(batch):
            unwanted = excluded.get(profile.user_id, ())
            percents[row, [index.position_of[who] for who in unwanted if who in index.position_of]] = 0
        best = best_of_rows(percents, limit)
        matches: list[list[SpeakerMatch]] = [[] for _ in batch]
        for row, column, score in zip(best.rows.tolist(), best.columns.tolist(), best.values.tolist(), strict=True):
            matches[row].append(explain_speaker(batch[row], index.speakers[column], score, index.key))
        found.extend(matches)
    return found


def _percents(index: SpeakerIndex, profiles: Sequence[UserProfile]) -> NDArray[np.int64]:
    """People × speakers: `min(100, int(score * 100))`, 0 where the score is no match.

    float64 added in the order of the specification's loop, so that the last bit is the same.
    """
    counts = np.array([[max(len(profile.interests), 1)] for profile in profiles], dtype=np.float64)
    score = _shared(index, [profile.interests for profile in profiles]) / counts * EXPERTISE_WEIGHT
    score += (_shared(index, [profile.skills_needed for profile in profiles]) > 0) * SKILLS_POINTS
    has_goal = np.array([[goal in profile.goals for goal in GOALS_POSSIBLE] for profile in profiles], dtype=np.float64)
    score += ((has_goal @ index.goals) > 0) * GOAL_POINTS
    score += _same_industry(index, profiles) * INDUSTRY_POINTS
    return np.where(score > THRESHOLD, np.minimum(100, (score * 100).astype(np.int64)), 0)


def _shared(index: SpeakerIndex, lists: Sequence[tuple[str, ...]]) -> NDArray[np.float64]:
    """How many distinct terms of each list each speaker is an expert in."""
    keys = [tuple(map(index.key, terms)) for terms in lists]
    known = [tuple(key for key in terms if key in index.rows) for terms in keys]
    shared: NDArray[np.float64] = (incidence(known, index.rows, len(index.rows)) @ index.expertise).toarray()
    return shared.astype(np.float64)


def _same_industry(index: SpeakerIndex, profiles: Sequence[UserProfile]) -> NDArray[np.bool_]:
    """An absent industry is nobody's: -1 on one side, -2 on the other."""
    number = numbered(speaker.industry for speaker in index.speakers if speaker.industry)
    theirs = np.array([number.get(speaker.industry or "", -1) for speaker in index.speakers], dtype=np.intp)
    own = np.array([number.get(profile.industry or "", -2) for profile in profiles], dtype=np.intp)
    same: NDArray[np.bool_] = own[:, None] == theirs
    return same
