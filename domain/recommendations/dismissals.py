"""Dismissals: which sessions a person does not want to be shown, and why."""

from typing import Literal
from uuid import UUID

from domain.errors import NotFound
from domain.ids import uuid7
from domain.tables import Dismissal

Reason = Literal["not_my_topic", "wrong_level", "seen_before", "bad_time"]

_SET = """
INSERT INTO dismissal (id, user_id, session_id, reason)
SELECT {}, {}, session.id, {} FROM session WHERE id = {} AND event_id = {}
ON CONFLICT (user_id, session_id) DO UPDATE SET reason = coalesce(excluded.reason, dismissal.reason)
RETURNING session_id
"""

_DELETE = """
WITH target AS (SELECT id FROM session WHERE id = {} AND event_id = {}),
deleted AS (DELETE FROM dismissal USING target WHERE session_id = target.id AND user_id = {})
SELECT id FROM target
"""


async def dismiss(user_id: UUID, event_id: UUID, session_id: UUID, reason: Reason | None) -> None:
    """Hide a session from somebody; a reason may follow, and is not lost when they hide it again without. Idempotent.

    Raises: `NotFound` if the event has no such session.
    """
    if not await Dismissal.raw(_SET, uuid7(), user_id, reason, session_id, event_id):
        raise NotFound("This event has no such session.")


async def delete_dismissal(user_id: UUID, event_id: UUID, session_id: UUID) -> None:
    """Show it again. Idempotent.

    Raises: `NotFound` if the event has no such session.
    """
    if not await Dismissal.raw(_DELETE, session_id, event_id, user_id):
        raise NotFound("This event has no such session.")
