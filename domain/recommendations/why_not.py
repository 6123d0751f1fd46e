"""Why a session is not in somebody's list, or not higher: answered for any session of the event, as of now."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.errors import NotFound
from domain.matching.hybrid import ProgrammeIndex
from domain.matching.recommendations import recommend
from domain.matching.results import Breakdown, SessionRecommendation
from domain.matching.why_not import WhyNot, why_not
from domain.recommendations.attendees import Attendees, read_attendees
from domain.recommendations.for_you import SESSION_COLUMNS, SESSION_JOINS, Pick, make_pick
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Session

_SELECT = f"""
SELECT {SESSION_COLUMNS}, r.position + 1 AS listed_at
FROM (SELECT {{}}::uuid AS id) asker JOIN session s ON s.id = {{}} AND s.event_id = {{}}
LEFT JOIN session_recommendation r ON r.user_id = asker.id AND r.event_id = s.event_id AND r.session_id = s.id
{SESSION_JOINS}
"""  # noqa: S608  # constants of the code

HIDDEN = {
    "not_my_topic": "not your topic",
    "wrong_level": "wrong level",
    "seen_before": "seen before",
    "bad_time": "bad time",
}


class Answer(Struct, frozen=True):
    """One session and why it is where it is; `pick` is as a list would have it that is made now.

    `place` is where it ranks among all `of` sessions, 1 the best; None if nothing speaks for it or it does not take
    place. `listed_at` is its place in the list as it was made, `is_near` whether a list made now would have it.
    `because` keeps it off any list whatever its score, `against` is what else keeps it back.
    """

    pick: Pick
    place: int | None
    of: int
    listed_at: int | None
    is_near: bool
    because: tuple[str, ...]
    against: tuple[str, ...]


async def explain_absence(
    user_id: UUID, event_id: UUID, session_id: UUID, programmes: ProgrammeIndexes, event_now: datetime, now: datetime
) -> Answer:
    """Match the session to the person as a new list would. `event_now` is the event's own clock, `now` the world's.

    Raises: `NotFound` if the event has no such session.
    """
    rows = await Session.raw(_SELECT, user_id, session_id, event_id)
    if not rows:
        raise NotFound("This event has no such session.")
    row = rows[0]
    index, attendees = await programmes.of_event(event_id), await read_attendees([user_id], event_id)
    judged, entry = await asyncio.to_thread(_judge, index, attendees, session_id)
    because, listed_at = tuple(_because(row, event_now)), row.pop("listed_at")
    return Answer(
        pick=_pick(row, entry, now),
        place=judged.place if entry else None,
        of=len(index.programme),
        listed_at=listed_at,
        is_near=judged.is_listed and not because,
        because=because,
        against=judged.reasons if session_id in index.programme.position_of else (),
    )


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


def _pick(row: dict[str, Any], entry: SessionRecommendation | None, now: datetime) -> Pick:
    return make_pick(
        row,
        score=entry.score if entry else 0,
        source="hybrid",
        is_simulated=False,
        reasons=entry.reasons if entry else (),
        breakdown=entry.breakdown if entry else Breakdown(),
        generated_at=now,
    )
