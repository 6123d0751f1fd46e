"""Why a session is not in somebody's list, or not higher: answered for any session of the event, as of now."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.errors import NotFound
from domain.matching.results import Breakdown
from domain.matching.why_not import WhyNot, why_not
from domain.recommendations.attendees import read_attendees
from domain.recommendations.for_you import SESSION_COLUMNS, SESSION_JOINS, Pick, make_pick
from domain.recommendations.generate import LIST_LENGTH
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Session

_SELECT = f"""
SELECT {SESSION_COLUMNS}, r.position + 1 AS listed_at,
  (SELECT min(match_score) FROM session_recommendation l WHERE l.user_id = asker.id AND l.event_id = s.event_id)
    AS least_score
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
UNJUDGED = WhyNot(score=0, breakdown=Breakdown(), reasons=(), place=None, of=0, against=())


class Answer(Struct, frozen=True):
    """One session and why it is where it is.

    `place` is where it ranks now among all `of` sessions, 1 the best; None if nothing speaks for it or it does not
    take place. `listed_at` is its place in the list as it was made, `least_score` that of the list's last. `because`
    keeps it off the list whatever its score, `against` is what does not speak for it: sentences.
    """

    pick: Pick
    place: int | None
    of: int
    listed_at: int | None
    least_score: int | None
    because: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def is_near(self) -> bool:
        """Whether a list that is made now would have it."""
        return self.place is not None and self.place <= LIST_LENGTH and not self.because


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
    judged = await _judge(user_id, event_id, session_id, programmes) or UNJUDGED
    because = tuple(_because(row, event_now))
    listed_at, least_score = row.pop("listed_at"), row.pop("least_score")
    return Answer(_pick(row, judged, now), judged.place, judged.of, listed_at, least_score, because, judged.against)


async def _judge(user_id: UUID, event_id: UUID, session_id: UUID, programmes: ProgrammeIndexes) -> WhyNot | None:
    index = await programmes.of_event(event_id)
    attendees = await read_attendees([user_id], event_id)
    return await asyncio.to_thread(
        why_not, index, attendees.profiles[0], session_id, attendees.chosen[user_id], attendees.dismissed[user_id]
    )


def _because(row: dict[str, Any], event_now: datetime) -> Iterator[str]:
    if row["is_cancelled"]:
        yield "It is cancelled."
    elif row["ends_at"] <= event_now:
        yield "It is over."
    if row["is_dismissed"]:
        why = HIDDEN.get(row["dismissal_reason"])
        yield f"You hid it: {why}." if why else "You hid it."


def _pick(row: dict[str, Any], judged: WhyNot, now: datetime) -> Pick:
    return make_pick(
        row,
        score=judged.score,
        source="hybrid",
        is_simulated=False,
        reasons=judged.reasons,
        breakdown=judged.breakdown,
        generated_at=now,
    )
