"""Why a session is not in somebody's list, or not higher: told against the list as it is stored."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.errors import NotFound
from domain.matching.hybrid import ProgrammeIndex
from domain.matching.recommendations import recommend
from domain.matching.results import Breakdown, SessionRecommendation
from domain.matching.why_not import WhyNot, why_not
from domain.recommendations.attendees import Attendees, read_attendees
from domain.recommendations.for_you import SESSION_COLUMNS, SESSION_JOINS, Pick, make_pick
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.stored_list import StoredList, tell_against
from domain.tables import Session

_SELECT = f"""
WITH list AS (
  SELECT session_id, match_score, source, is_simulated, reasons, breakdown, generated_at,
    row_number() OVER (ORDER BY position, id) AS place
  FROM session_recommendation WHERE user_id = {{}} AND event_id = {{}})
SELECT {SESSION_COLUMNS}, list.place AS listed_at, list.match_score, list.source, list.is_simulated, list.reasons,
  list.breakdown, list.generated_at,
  ARRAY(SELECT match_score FROM list ORDER BY place) AS list_scores,
  EXISTS (SELECT FROM list WHERE source = 'llm') AS is_by_model,
  EXISTS (SELECT FROM list WHERE is_simulated) AS is_list_simulated
FROM (SELECT {{}}::uuid AS id) asker JOIN session s ON s.id = {{}} AND s.event_id = {{}}
LEFT JOIN list ON list.session_id = s.id
{SESSION_JOINS}
"""  # noqa: S608  # constants of the code

_LISTED = ("match_score", "source", "is_simulated", "reasons", "breakdown", "generated_at")

HIDDEN = {
    "not_my_topic": "not your topic",
    "wrong_level": "wrong level",
    "seen_before": "seen before",
    "bad_time": "bad time",
}


class Answer(Struct, frozen=True, kw_only=True):
    """One session and why it is where it is; `pick` is the list's own entry, else as a list made now would have it.

    `listed_at` is its place in the list as it is stored, 1 the best. `place` and `algorithm_score` are by Hallway's
    algorithm alone, as of now, among all `of` sessions; no place if nothing speaks for it or it does not take place.
    `is_near` says whether that algorithm would list it now. `because` keeps it off any list whatever its score,
    `against` is what else keeps it back.
    """

    pick: Pick
    stored: StoredList
    listed_at: int | None
    place: int | None
    algorithm_score: int
    of: int
    is_near: bool
    because: tuple[str, ...]
    against: tuple[str, ...]


async def explain_absence(
    user_id: UUID, event_id: UUID, session_id: UUID, programmes: ProgrammeIndexes, event_now: datetime, now: datetime
) -> Answer:
    """Compare the session with the stored list, and match it anew. `event_now` is the event's clock, `now` the world's.

    Raises: `NotFound` if the event has no such session.
    """
    rows = await Session.raw(_SELECT, user_id, event_id, user_id, session_id, event_id)
    if not rows:
        raise NotFound("This event has no such session.")
    index, attendees = await programmes.of_event(event_id), await read_attendees([user_id], event_id)
    judged, entry = await asyncio.to_thread(_judge, index, attendees, session_id)
    return _answer(rows[0], judged, entry, len(index.programme), event_now, now)


def _answer(
    row: dict[str, Any],
    judged: WhyNot,
    entry: SessionRecommendation | None,
    of: int,
    event_now: datetime,
    now: datetime,
) -> Answer:
    because, listed_at, stored = tuple(_because(row, event_now)), row.pop("listed_at"), _stored(row)
    takes_place = not row["is_cancelled"]
    return Answer(
        pick=_pick(row, listed_at, entry, now),
        stored=stored,
        listed_at=listed_at,
        place=judged.place if entry else None,
        algorithm_score=judged.score,
        of=of,
        is_near=judged.is_listed and not because,
        because=because,
        against=tuple(tell_against(judged, listed_at, stored)) if takes_place else (),
    )


def _stored(row: dict[str, Any]) -> StoredList:
    return StoredList(tuple(row.pop("list_scores")), row.pop("is_by_model"), row.pop("is_list_simulated"))


def _judge(
    index: ProgrammeIndex, attendees: Attendees, session_id: UUID
) -> tuple[WhyNot, SessionRecommendation | None]:
    """Among what was not hidden, whether it is hidden itself or not; and alone, as the entry of a list."""
    [profile] = attendees.profiles
    history, hidden = attendees.chosen[profile.user_id], attendees.dismissed[profile.user_id] - {session_id}
    judged = why_not(index, profile, session_id, history=history, excluded=hidden)
    others = set(index.programme.position_of) - {session_id}
    [alone] = recommend(index, [profile], 1, {profile.user_id: others}, {profile.user_id: history})
    return judged, next(iter(alone), None)


def _because(row: dict[str, Any], event_now: datetime) -> Iterator[str]:
    if row["is_cancelled"]:
        yield "It is cancelled"
    elif row["ends_at"] <= event_now:
        yield "It is over"
    if row["is_dismissed"]:
        why = HIDDEN.get(row["dismissal_reason"])
        yield f"You hid it: {why}" if why else "You hid it"


def _pick(row: dict[str, Any], listed_at: int | None, entry: SessionRecommendation | None, now: datetime) -> Pick:
    """The entry of the stored list, if it is there: one session has one score, wherever it is shown."""
    given = {name: row.pop(name) for name in _LISTED}
    if listed_at:
        score, breakdown = given.pop("match_score"), msgspec.json.decode(given.pop("breakdown"), type=Breakdown)
        return make_pick(row, **{**given, "score": score, "breakdown": breakdown, "reasons": tuple(given["reasons"])})
    return make_pick(
        row,
        score=entry.score if entry else 0,
        source="hybrid",
        is_simulated=False,
        reasons=entry.reasons if entry else (),
        breakdown=entry.breakdown if entry else Breakdown(),
        generated_at=now,
    )
