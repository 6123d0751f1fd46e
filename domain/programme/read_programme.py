"""Reads what earlier imports made of an event's programme."""

from typing import Any
from uuid import UUID

import msgspec

from domain.programme.derived_metadata import Derived
from domain.programme.schedule import ParsedRoom, ParsedSession, Speaking
from domain.programme.stored_programme import StoredProgramme, StoredSession, StoredSpeaker
from domain.tables import Room, Session, SpeakerProfile

_SESSIONS = """
SELECT session.id, external_id AS key, status = 'cancelled' AS is_cancelled, title, subtitle, description, starts_at,
  ends_at, room.name AS room, track, format, language, is_recorded, virtual_link, tags, derived_tags,
  derived_difficulty, derived_outcomes, derived_target_audience, model_fields, speakers.keys AS speaker_keys,
  speakers.roles
FROM session
LEFT JOIN room ON room.id = session.room_id
LEFT JOIN LATERAL (
  SELECT array_agg(coalesce(profile.external_id, '') ORDER BY part.position, part.id) AS keys,
    array_agg(part.role ORDER BY part.position, part.id) AS roles
  FROM session_speaker AS part
  LEFT JOIN speaker_profile AS profile ON profile.user_id = part.speaker_id AND profile.event_id = session.event_id
  WHERE part.session_id = session.id
) AS speakers ON true
WHERE session.event_id = {} AND external_id IS NOT NULL
"""

_SPEAKERS = """
SELECT users.id, external_id AS key, users.name, bio AS biography, users.email IS NOT NULL AS has_account
FROM speaker_profile JOIN users ON users.id = speaker_profile.user_id
WHERE event_id = {} AND external_id IS NOT NULL
"""


async def read_stored_programme(event_id: UUID) -> StoredProgramme:
    """Three queries, whatever its size."""
    sessions = [_session(row) for row in await Session.raw(_SESSIONS, event_id)]
    speakers = msgspec.convert(await SpeakerProfile.raw(_SPEAKERS, event_id), list[StoredSpeaker])
    rooms = await Room.raw("SELECT name, capacity FROM room WHERE event_id = {}", event_id)
    return StoredProgramme(
        sessions={session.content.key: session for session in sessions},
        speakers={speaker.key: speaker for speaker in speakers},
        rooms={room["name"]: ParsedRoom(**room) for room in rooms},
    )


def _session(row: dict[str, Any]) -> StoredSession:
    speakers = zip(row["speaker_keys"] or (), row["roles"] or (), strict=True)
    texts = {name: row[name] for name in ("key", "title", "subtitle", "description", "room", "track", "format")}
    others = {name: row[name] for name in ("starts_at", "ends_at", "language", "is_recorded", "virtual_link")}
    return StoredSession(
        id=row["id"],
        is_cancelled=row["is_cancelled"],
        content=ParsedSession(
            **texts, **others, tags=tuple(row["tags"]), speakers=tuple(Speaking(*speaking) for speaking in speakers)
        ),
        derived=Derived(
            tags=tuple(row["derived_tags"]),
            difficulty=row["derived_difficulty"],
            outcomes=tuple(row["derived_outcomes"]),
            target_audience=tuple(row["derived_target_audience"]),
        ),
        model_fields=tuple(row["model_fields"]),
    )
