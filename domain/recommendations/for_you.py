"""Read the sessions recommended to one person, as one query whatever their number."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.matching.results import Breakdown, Source
from domain.matching.specification import get_overlap
from domain.recommendations.bookmarks import Level
from domain.recommendations.dismissals import Reason
from domain.tables import SessionRecommendation

# Ten are made; more than this many are never shown.
MOST_PICKS = 50

_SELECT = """
SELECT r.session_id, r.match_score AS score, r.source, r.reasons, r.breakdown, r.generated_at,
  s.title, s.subtitle, s.description AS abstract, s.starts_at, s.ends_at, s.track, s.format, s.language,
  coalesce(s.difficulty, s.derived_difficulty) AS difficulty, s.difficulty IS NULL AS is_difficulty_derived,
  s.status = 'cancelled' AS is_cancelled, room.name AS room, room.floor,
  ARRAY(SELECT users.name FROM session_speaker JOIN users ON users.id = session_speaker.speaker_id
        WHERE session_speaker.session_id = s.id ORDER BY session_speaker.position, users.name) AS speakers,
  CASE WHEN cardinality(s.tags) = 0 THEN s.derived_tags ELSE s.tags END AS tags,
  ARRAY(SELECT unnest(interests) FROM profile WHERE user_id = r.user_id) AS interests,
  bookmark.level, dismissal.id IS NOT NULL AS is_dismissed, dismissal.reason AS dismissal_reason
FROM session_recommendation r
JOIN session s ON s.id = r.session_id
LEFT JOIN room ON room.id = s.room_id
LEFT JOIN bookmark ON bookmark.user_id = r.user_id AND bookmark.session_id = s.id
LEFT JOIN dismissal ON dismissal.user_id = r.user_id AND dismissal.session_id = s.id
WHERE r.user_id = {} AND r.event_id = {} AND ({}::uuid IS NULL OR r.session_id = {})
  AND (s.status = 'scheduled' OR bookmark.level IS NOT NULL)
ORDER BY r.position, r.id LIMIT {}
"""


class Pick(Struct, frozen=True, kw_only=True):
    """One session recommended to one person, with what they did with it.

    `score` is from 0 to 100 on the scale of its `source`; scores of different sources do not compare.
    `shared_interests` are by the profile as it is now.
    """

    session_id: UUID
    score: int
    source: Source
    reasons: tuple[str, ...]
    breakdown: Breakdown
    generated_at: datetime
    title: str
    subtitle: str
    abstract: str
    starts_at: datetime
    ends_at: datetime
    track: str | None
    format: str | None
    language: str | None
    difficulty: str | None
    is_difficulty_derived: bool
    is_cancelled: bool
    room: str | None
    floor: str | None
    speakers: tuple[str, ...]
    shared_interests: tuple[str, ...]
    level: Level | None
    is_dismissed: bool
    dismissal_reason: Reason | None


async def read_picks(user_id: UUID, event_id: UUID) -> tuple[Pick, ...]:
    """Everything recommended to them in one event, best first; what they dismissed is among it, marked."""
    return tuple([_pick(row) for row in await _rows(user_id, event_id, None)])


async def find_pick(user_id: UUID, event_id: UUID, session_id: UUID) -> Pick | None:
    """One of them; None if that session is not recommended to them, or not any more."""
    rows = await _rows(user_id, event_id, session_id)
    return _pick(rows[0]) if rows else None


async def _rows(user_id: UUID, event_id: UUID, session_id: UUID | None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await SessionRecommendation.raw(
        _SELECT, user_id, event_id, session_id, session_id, MOST_PICKS
    )
    return rows


def _pick(row: dict[str, Any]) -> Pick:
    breakdown = msgspec.json.decode(row["breakdown"], type=Breakdown)
    lists = {name: tuple(row[name]) for name in ("reasons", "speakers")}
    shared = tuple(get_overlap(row.pop("interests"), row.pop("tags")))
    return Pick(**{**row, **lists, "breakdown": breakdown, "shared_interests": shared})
