"""Read the speakers recommended to one person, as one query whatever their number."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.matching.people_results import PeopleSource, SpeakerBreakdown
from domain.tables import SpeakerRecommendation

MOST_PICKS = 50
MOST_SESSIONS = 10

# Only who still speaks in a session that takes place.
_SELECT = """
SELECT r.speaker_id, users.name, coalesce(shown.title, profile.role) AS title,
  coalesce(shown.company, profile.company) AS company, coalesce(shown.bio, '') AS bio,
  coalesce(shown.expertise, ARRAY[]::text[]) AS expertise,
  coalesce(shown.is_available_for_meetings, false) AS is_available_for_meetings,
  spoken.sessions, r.match_score AS score, r.source, r.is_simulated, r.reasons, r.breakdown,
  r.conversation_starters AS starters, r.starters_method, r.generated_at
FROM speaker_recommendation r
JOIN users ON users.id = r.speaker_id
LEFT JOIN speaker_profile shown ON shown.user_id = r.speaker_id AND shown.event_id = r.event_id
LEFT JOIN profile ON profile.user_id = r.speaker_id
JOIN LATERAL (
  SELECT jsonb_agg(to_jsonb(talk) ORDER BY talk.starts_at, talk.title) AS sessions FROM (
    SELECT s.id AS session_id, s.title, s.starts_at, s.ends_at, room.name AS room
    FROM session_speaker JOIN session s ON s.id = session_speaker.session_id LEFT JOIN room ON room.id = s.room_id
    WHERE session_speaker.speaker_id = r.speaker_id AND s.event_id = r.event_id AND s.status = 'scheduled'
    ORDER BY s.starts_at, s.title LIMIT {}) talk) spoken ON spoken.sessions IS NOT NULL
WHERE r.user_id = {} AND r.event_id = {}
ORDER BY r.position, r.id LIMIT {}
"""


class Talk(Struct, frozen=True, kw_only=True):
    """A session in which somebody speaks."""

    session_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    room: str | None


class SpeakerPick(Struct, frozen=True, kw_only=True):
    """One speaker recommended to one person. `starters_method` says who wrote the conversation starters."""

    speaker_id: UUID
    name: str
    title: str | None
    company: str | None
    bio: str
    expertise: tuple[str, ...]
    is_available_for_meetings: bool
    sessions: tuple[Talk, ...]
    score: int
    source: PeopleSource
    is_simulated: bool
    reasons: tuple[str, ...]
    breakdown: SpeakerBreakdown
    starters: tuple[str, ...]
    starters_method: Literal["template", "llm"]
    generated_at: datetime


async def read_speaker_picks(user_id: UUID, event_id: UUID) -> tuple[SpeakerPick, ...]:
    """Every speaker recommended to them in one event who still speaks there, best first."""
    rows = await SpeakerRecommendation.raw(_SELECT, MOST_SESSIONS, user_id, event_id, MOST_PICKS)
    return tuple([_pick(row) for row in rows])


def _pick(row: dict[str, Any]) -> SpeakerPick:
    decoded = {
        "sessions": msgspec.json.decode(row["sessions"], type=tuple[Talk, ...]),
        "breakdown": msgspec.json.decode(row["breakdown"], type=SpeakerBreakdown),
    }
    lists = {name: tuple(row[name]) for name in ("expertise", "reasons", "starters")}
    return SpeakerPick(**{**row, **decoded, **lists})
