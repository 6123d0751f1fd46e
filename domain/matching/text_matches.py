"""The sessions whose text is nearest to what each person wrote."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from domain.matching.facts import Id, UserProfile
from domain.matching.phrases import phrases_of
from domain.matching.programme import Programme
from domain.matching.ranking import best_of_rows
from domain.matching.results import Breakdown, SessionRecommendation
from domain.matching.sessions import NOTHING_EXCLUDED, Excluded, batches, excluded_pairs
from domain.matching.text_index import TextIndex
from domain.matching.text_reasons import text_reasons
from domain.matching.text_similarity import similarities

LEAST_COSINE = 0.0025  # five points: below, one word of a phrase in passing
PAIRS_AT_ONCE = 1 << 18  # of eight bytes each, which stay near the processor
STEPS = 10**9  # cosines are ranked in steps of a billionth: nearer ones are ties, and keep the programme's order


def match_text(
    programme: Programme,
    text: TextIndex,
    profiles: Sequence[UserProfile],
    limit: int = 10,
    excluded: Excluded = NOTHING_EXCLUDED,
) -> list[list[SessionRecommendation]]:
    """For each person the sessions with the nearest texts; none that shares no word with what they wrote.

    Of a session that is held again and again only the first is taken: it would fill the list with itself.
    """
    found: list[list[SessionRecommendation]] = []
    for batch in batches(profiles, len(programme), PAIRS_AT_ONCE):
        found.extend(_match_batch(programme, text, batch, limit, excluded))
    return found


def score_of(cosine: float) -> int:
    """The cosine on the scale of text: 100 × its square root, rounded, 0 to 100.

    A profile has few words and an abstract hundreds, so that cosines of good matches lie near 0.1. The root spreads
    them, keeps their order, and does not depend on who else is compared. How scores lie: docs/matching.md.
    """
    return min(100, round(100 * math.sqrt(max(0.0, cosine))))


def _match_batch(
    programme: Programme, text: TextIndex, profiles: Sequence[UserProfile], limit: int, excluded: Excluded
) -> list[list[SessionRecommendation]]:
    people = [phrases_of(profile) for profile in profiles]
    values = _steps(similarities(text, people))
    values[:, text.repeats] = 0
    values[excluded_pairs(programme, profiles, excluded)] = 0
    best = best_of_rows(values, limit)
    found: list[list[SessionRecommendation]] = [[] for _ in profiles]
    for row, column, value in zip(best.rows.tolist(), best.columns.tolist(), best.values.tolist(), strict=True):
        reasons = text_reasons(people[row], text.spoken[column])
        found[row].append(_recommendation(programme.sessions[column].id, value / STEPS, reasons))
    return found


def _steps(cosines: NDArray[np.float64]) -> NDArray[np.int64]:
    """Cosines in whole steps; 0 where the texts share nothing worth a point."""
    steps = np.rint(cosines * STEPS).astype(np.int64)
    return np.where(cosines < LEAST_COSINE, 0, steps)


def _recommendation(session_id: Id, cosine: float, reasons: tuple[str, ...]) -> SessionRecommendation:
    breakdown = Breakdown(similarity=round(cosine, 4))
    return SessionRecommendation(session_id, score_of(cosine), "text", reasons, breakdown)
