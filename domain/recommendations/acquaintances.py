"""Whom people know already, what the people they are to meet are called, and what speakers will still talk about."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.matching.facts import Id
from domain.tables import Connection, Session, User

_CONNECTIONS = """
SELECT user_a_id AS user_id, user_b_id AS other_id FROM connection WHERE user_a_id = ANY({})
UNION ALL SELECT user_b_id, user_a_id FROM connection WHERE user_b_id = ANY({})
"""

_NAMES = """
SELECT users.id, users.name, coalesce(shown.title, profile.role) AS title,
  coalesce(shown.company, profile.company) AS company
FROM users LEFT JOIN profile ON profile.user_id = users.id
LEFT JOIN speaker_profile shown ON shown.user_id = users.id AND shown.event_id = {}
WHERE users.id = ANY({})
"""

_UPCOMING = """
SELECT speaker_id, array_agg(title ORDER BY speakers, starts_at, title) AS titles FROM (
  SELECT speaker_id, title, starts_at,
    (SELECT count(*) FROM session_speaker with_them WHERE with_them.session_id = session.id) AS speakers
  FROM session_speaker JOIN session ON session.id = session_id JOIN event ON event.id = event_id
  WHERE event_id = {} AND speaker_id = ANY({}) AND status = 'scheduled'
    AND starts_at > {}::timestamptz + clock_offset) talk
GROUP BY speaker_id
"""


class Named(Struct, frozen=True):
    """What somebody is called at an event."""

    name: str
    title: str | None = None
    company: str | None = None

    @property
    def occupation(self) -> str | None:
        """Title and company as one phrase, or the one of them that is there."""
        return " at ".join(filter(None, (self.title, self.company))) or None


async def read_connections(user_ids: Collection[UUID]) -> dict[Id, set[Id]]:
    """By user id those whom each of these people is connected with."""
    found: dict[Id, set[Id]] = {user_id: set() for user_id in user_ids}
    for row in await Connection.raw(_CONNECTIONS, list(user_ids), list(user_ids)):
        found[row["user_id"]].add(row["other_id"])
    return found


async def read_names(user_ids: Collection[UUID], event_id: UUID) -> dict[UUID, Named]:
    """By user id; who is gone is not among them."""
    rows = await User.raw(_NAMES, event_id, list(user_ids))
    return {row["id"]: Named(row["name"], row["title"], row["company"]) for row in rows}


async def read_upcoming_titles(
    speaker_ids: Collection[UUID], event_id: UUID, now: datetime
) -> dict[UUID, tuple[str, ...]]:
    """By speaker the sessions that have not begun by the event's clock: own talks before panels, then the next."""
    rows = await Session.raw(_UPCOMING, event_id, list(speaker_ids), now)
    return {row["speaker_id"]: tuple(row["titles"]) for row in rows}
