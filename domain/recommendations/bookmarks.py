"""Bookmarks: which sessions a person wants to see, and how much."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from domain.errors import NotFound
from domain.ids import uuid7
from domain.tables import Bookmark

Level = Literal["must", "want", "backup"]
MOST_LISTED = 200

# Who saves a session takes back that they did not want it.
_SET = """
WITH target AS (SELECT id FROM session WHERE id = {} AND event_id = {}),
undismissed AS (DELETE FROM dismissal USING target WHERE session_id = target.id AND user_id = {})
INSERT INTO bookmark (id, user_id, session_id, level) SELECT {}, {}, target.id, {} FROM target
ON CONFLICT (user_id, session_id) DO UPDATE SET level = excluded.level, updated_at = now()
RETURNING session_id
"""

_DELETE = """
WITH target AS (SELECT id FROM session WHERE id = {} AND event_id = {}),
deleted AS (DELETE FROM bookmark USING target WHERE session_id = target.id AND user_id = {})
SELECT id FROM target
"""

_LIST = """
SELECT s.id AS session_id, s.title, s.starts_at, s.ends_at, s.track, s.status = 'cancelled' AS is_cancelled,
  room.name AS room, bookmark.level,
  EXISTS (SELECT FROM session_recommendation r WHERE r.user_id = bookmark.user_id AND r.event_id = s.event_id
          AND r.session_id = s.id) AS is_recommended
FROM bookmark
JOIN session s ON s.id = bookmark.session_id
LEFT JOIN room ON room.id = s.room_id
WHERE bookmark.user_id = {} AND s.event_id = {}
ORDER BY s.starts_at, s.title LIMIT {}
"""


class BookmarkedSession(Struct, frozen=True, kw_only=True):
    """A session somebody saved; it may have left their list since."""

    session_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    track: str | None
    is_cancelled: bool
    room: str | None
    level: Level
    is_recommended: bool


async def set_bookmark(user_id: UUID, event_id: UUID, session_id: UUID, level: Level) -> None:
    """Save a session at a level, or change the level. Idempotent.

    Raises: `NotFound` if the event has no such session.
    """
    if not await Bookmark.raw(_SET, session_id, event_id, user_id, uuid7(), user_id, level):
        raise NotFound("This event has no such session.")


async def delete_bookmark(user_id: UUID, event_id: UUID, session_id: UUID) -> None:
    """Take a session off the saved ones. Idempotent.

    Raises: `NotFound` if the event has no such session.
    """
    if not await Bookmark.raw(_DELETE, session_id, event_id, user_id):
        raise NotFound("This event has no such session.")


async def list_bookmarked(user_id: UUID, event_id: UUID) -> tuple[BookmarkedSession, ...]:
    """The sessions of one event that somebody saved, in the order in which they take place."""
    rows = await Bookmark.raw(_LIST, user_id, event_id, MOST_LISTED)
    return tuple([BookmarkedSession(**row) for row in rows])
