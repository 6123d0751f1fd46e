"""Generate one attendee's recommendations and store them in place of the earlier ones."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from domain.errors import NotFound
from domain.ids import uuid7
from domain.matching.facts import UserProfile
from domain.matching.recommendations import recommend
from domain.matching.results import SessionRecommendation
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Registration
from domain.tables import SessionRecommendation as Stored
from domain.work.transaction import transaction

LIST_LENGTH = 10
LIFETIME = timedelta(hours=24)

# Two generations for one person take turns at their registration, so that the later one has read the newer profile.
LOCK = "SELECT id FROM registration WHERE user_id = {} AND event_id = {} ORDER BY id FOR UPDATE"

READ = """
SELECT coalesce(interests, ARRAY[]::text[]) AS interests, coalesce(goals, ARRAY[]::text[]) AS goals,
  coalesce(skills_to_offer, ARRAY[]::text[]) AS skills_to_offer,
  coalesce(skills_needed, ARRAY[]::text[]) AS skills_needed,
  role, industry, preferred_difficulty, coalesce(about, '') AS about,
  ARRAY(SELECT session_id FROM dismissal JOIN session ON session.id = session_id
        WHERE dismissal.user_id = users.id AND session.event_id = {}) AS dismissed
FROM users LEFT JOIN profile ON profile.user_id = users.id WHERE users.id = {}
"""

STORE = """
WITH new AS (
  SELECT * FROM unnest({}::uuid[], {}::uuid[], {}::int[], {}::int[], {}::text[], {}::jsonb[], {}::jsonb[])
    AS new (id, session_id, position, match_score, source, reasons, breakdown)),
gone AS (
  DELETE FROM session_recommendation old WHERE user_id = {} AND event_id = {}
    AND NOT EXISTS (SELECT FROM new WHERE new.session_id = old.session_id))
INSERT INTO session_recommendation
  (id, user_id, event_id, session_id, position, match_score, source, reasons, breakdown, generated_at, expires_at)
SELECT new.id, {}, {}, new.session_id, new.position, new.match_score, new.source,
  ARRAY(SELECT jsonb_array_elements_text(new.reasons)), new.breakdown, {}, {}
FROM new JOIN session ON session.id = new.session_id
ON CONFLICT (user_id, event_id, session_id) DO UPDATE SET
  position = excluded.position, match_score = excluded.match_score, source = excluded.source,
  reasons = excluded.reasons, breakdown = excluded.breakdown,
  generated_at = excluded.generated_at, expires_at = excluded.expires_at, updated_at = excluded.generated_at
"""


async def generate_recommendations(
    user_id: UUID, event_id: UUID, programmes: ProgrammeIndexes, now: datetime
) -> list[SessionRecommendation]:
    """Match a person to an event's sessions and store the ten best. Idempotent.

    Raises: `NotFound` if the person does not take part in the event.
    """
    index = await programmes.of_event(event_id)
    async with transaction():
        if not await Registration.raw(LOCK, user_id, event_id):
            raise NotFound("This person does not take part in this event.")
        profile, dismissed = await _read_person(user_id, event_id)
        [found] = await asyncio.to_thread(recommend, index, [profile], limit=LIST_LENGTH, excluded={user_id: dismissed})
        await _store(user_id, event_id, found, now)
    return found


async def _read_person(user_id: UUID, event_id: UUID) -> tuple[UserProfile, frozenset[UUID]]:
    [row] = await Registration.raw(READ, event_id, user_id)
    dismissed = frozenset(row.pop("dismissed"))
    lists = {column: tuple(row[column]) for column in ("interests", "goals", "skills_to_offer", "skills_needed")}
    return UserProfile(**{**row, **lists}, user_id=user_id), dismissed


async def _store(user_id: UUID, event_id: UUID, found: list[SessionRecommendation], now: datetime) -> None:
    await Stored.raw(
        STORE,
        [uuid7() for _ in found],
        [entry.session_id for entry in found],
        list(range(len(found))),
        [entry.score for entry in found],
        [entry.source for entry in found],
        [msgspec.json.encode(entry.reasons).decode() for entry in found],
        [msgspec.json.encode(entry.breakdown).decode() for entry in found],
        user_id,
        event_id,
        user_id,
        event_id,
        now,
        now + LIFETIME,
    )
