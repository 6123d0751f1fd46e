"""Which people should meet: everybody's best few among the participants of an event, such that both gain.

A match needs a gain on each side: each needs a skill that the other offers, or they came for what the other came for
(HIRE and GET_HIRED, MENTOR and GET_MENTORED, NETWORK and NETWORK). Points are the same seen from either side.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from domain.matching.facts import Id
from domain.matching.networking_index import Lists, PeopleIndex
from domain.matching.networking_points import (
    GOALS,
    HIRING,
    INDUSTRY_POINTS,
    LEAST_SCORE,
    MOST_GOAL_POINTS,
    MOST_INTEREST_POINTS,
    OTHER_PAIRS,
    SESSION_POINTS,
    SKILL_POINTS,
)
from domain.matching.networking_reasons import explain_person
from domain.matching.people_results import PersonMatch
from domain.matching.ranking import Best, best_of_rows
from domain.matching.sessions import NOTHING_EXCLUDED, Excluded

PAIRS_AT_ONCE = 1 << 18  # some 20 MB, whatever the size of the event
Whole = NDArray[np.int32]
Rows = NDArray[np.intp]


def match_people(
    index: PeopleIndex, user_ids: Sequence[Id], limit: int = 10, excluded: Excluded = NOTHING_EXCLUDED
) -> list[list[PersonMatch]]:
    """At most `limit` people for each of these, in the order of `user_ids`; nothing for who is not in the index.

    Nobody is matched with themselves, nor with whom `excluded` names by user id (connections, dismissed, blocked).
    Equals are taken in the order that begins behind oneself and goes round, so that who came first to the event does
    not come first with everybody. Cost: half a second for 2,000 people with each other, 50 ms for 50 with 5,000.
    """
    known = [user_id for user_id in user_ids if user_id in index.position_of]
    own = np.array([index.position_of[user_id] for user_id in known], dtype=np.intp)
    size = max(1, PAIRS_AT_ONCE // max(1, len(index)))
    found: dict[Id, list[PersonMatch]] = {}
    for start in range(0, len(known), size):
        found.update(_match_batch(index, own[start : start + size], limit, excluded))
    return [found.get(user_id, []) for user_id in user_ids]


def _match_batch(index: PeopleIndex, own: Rows, limit: int, excluded: Excluded) -> dict[Id, list[PersonMatch]]:
    scores = _scores(index, own)
    for row, position in enumerate(own.tolist()):
        scores[row, [position, *_positions(index, excluded.get(index.ids[position], ()))]] = 0
    best = _best_going_round(scores, own, limit)
    found: dict[Id, list[PersonMatch]] = {index.ids[position]: [] for position in own.tolist()}
    for row, column in zip(best.rows.tolist(), best.columns.tolist(), strict=True):
        found[index.ids[own[row]]].append(explain_person(index, int(own[row]), column))
    return found


def _scores(index: PeopleIndex, own: Rows) -> Whole:
    """Some people × all people: points of 100, 0 where not both gain or too little."""
    # What both offer and both need would go to and fro between them.
    to_and_fro = _product(index.both, index.both, own)
    skills_for_own = _points(_product(index.needs, index.offers, own) - to_and_fro, SKILL_POINTS)
    skills_for_others = _points(_product(index.offers, index.needs, own) - to_and_fro, SKILL_POINTS)
    goals = _goal_points(index, own)
    interests = _product(index.interests, index.interests, own)
    scores = np.minimum(interests, MOST_INTEREST_POINTS) + skills_for_own + skills_for_others + goals
    scores += _points(_product(index.sessions, index.sessions, own), SESSION_POINTS)
    scores += _same(index.industries, own).astype(np.int32) * INDUSTRY_POINTS
    both_gain = (goals > 0) | ((skills_for_own > 0) & (skills_for_others > 0))
    return np.where(both_gain & (scores >= LEAST_SCORE), scores, 0)


def _product(rows: Lists, columns: Lists, own: Rows) -> Whole:
    """What each of some people shares with each of all, counted or weighed."""
    shared: Whole = (rows.rows[own] @ columns.columns).toarray()
    return shared


def _points(counts: Whole, points: Sequence[int]) -> Whole:
    return np.array(points, dtype=np.int32).take(counts, mode="clip")


def _goal_points(index: PeopleIndex, own: Rows) -> Whole:
    """Nobody's search for a job is told to their own company."""
    hiring = (index.goals[own] @ _pairs(HIRING) @ index.goals.T).astype(np.int32)
    hiring[_same(index.companies, own)] = 0
    hiring += (index.goals[own] @ _pairs(OTHER_PAIRS) @ index.goals.T).astype(np.int32)
    return np.minimum(hiring, MOST_GOAL_POINTS)


def _pairs(points: dict[tuple[str, str], int]) -> NDArray[np.float32]:
    return np.array([[points.get((one, other), 0) for other in GOALS] for one in GOALS], dtype=np.float32)


def _same(labels: Rows, own: Rows) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = (labels[own][:, None] == labels) & (labels >= 0)
    return same


def _positions(index: PeopleIndex, user_ids: Collection[Id]) -> list[int]:
    return [index.position_of[user_id] for user_id in user_ids if user_id in index.position_of]


def _best_going_round(scores: Whole, own: Rows, limit: int) -> Best:
    people = scores.shape[1]
    order = (own[:, None] + np.arange(1, people + 1)) % people
    best = best_of_rows(np.take_along_axis(scores, order, axis=1), limit)
    return Best(best.rows, order[best.rows, best.columns], best.values)
