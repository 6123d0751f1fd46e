"""Read the sessions recommended to one person, as one query whatever their number."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.matching.results import Breakdown, Source
from domain.matching.term_key import term_key
from domain.programme.effective import effective, is_derived
from domain.recommendations.bookmarks import Level
from domain.recommendations.dismissals import Reason
from domain.recommendations.outcomes_met import goals_served_by, skills_taught
from domain.tables import SessionRecommendation

# Ten are made; more than this many are never shown.
MOST_PICKS = 50

# What a card shows of session `s` to person `asker`, whether it is recommended to them or not.
SESSION_COLUMNS = f"""
s.id AS session_id, s.title, s.subtitle, s.description AS abstract, s.starts_at, s.ends_at, s.track, s.format,
{effective("difficulty", "s")} AS difficulty,
{is_derived("difficulty", "s")} AS is_difficulty_derived,
s.status = 'cancelled' AS is_cancelled, room.name AS room, room.floor,
ARRAY(SELECT users.name FROM session_speaker JOIN users ON users.id = session_speaker.speaker_id
      WHERE session_speaker.session_id = s.id ORDER BY session_speaker.position, users.name) AS speakers,
{effective("tags", "s")} AS tags, {effective("outcomes", "s")} AS outcomes,
coalesce(profile.interests, ARRAY[]::text[]) AS interests,
coalesce(profile.skills_needed, ARRAY[]::text[]) AS skills_needed,
coalesce(profile.goals, ARRAY[]::text[]) AS goals, profile.role,
bookmark.level, dismissal.id IS NOT NULL AS is_dismissed, dismissal.reason AS dismissal_reason
"""  # noqa: S608  # constants of the code
SESSION_JOINS = """
LEFT JOIN room ON room.id = s.room_id
LEFT JOIN profile ON profile.user_id = asker.id
LEFT JOIN bookmark ON bookmark.user_id = asker.id AND bookmark.session_id = s.id
LEFT JOIN dismissal ON dismissal.user_id = asker.id AND dismissal.session_id = s.id
"""

_SELECT = f"""
SELECT r.match_score AS score, r.source, r.is_simulated, r.reasons, r.breakdown, r.generated_at, {SESSION_COLUMNS}
FROM (SELECT {{}}::uuid AS id) asker
JOIN session_recommendation r ON r.user_id = asker.id AND r.event_id = {{}}
JOIN session s ON s.id = r.session_id {SESSION_JOINS}
WHERE ({{}}::uuid IS NULL OR r.session_id = {{}}) AND (s.status = 'scheduled' OR bookmark.level IS NOT NULL)
ORDER BY r.position, r.id LIMIT {{}}
"""  # noqa: S608  # constants of the code


class Pick(Struct, frozen=True, kw_only=True):
    """One session for one person, with what they did with it.

    `score` is from 0 to 100, one scale for all sources, and the sum of `breakdown`. By the profile as it is now are
    `shared_interests`, `taught_skills` and `served_goals` (what the session has for the person, in their words; goals
    by their keys), `role`, and `own_terms` (all that they listed of themselves).
    """

    session_id: UUID
    score: int
    source: Source
    is_simulated: bool
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
    difficulty: str | None
    is_difficulty_derived: bool
    is_cancelled: bool
    room: str | None
    floor: str | None
    speakers: tuple[str, ...]
    shared_interests: tuple[str, ...]
    taught_skills: tuple[str, ...]
    served_goals: tuple[str, ...]
    role: str | None
    own_terms: tuple[str, ...]
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
    breakdown = msgspec.json.decode(row.pop("breakdown"), type=Breakdown)
    return make_pick(row, breakdown=breakdown, reasons=tuple(row.pop("reasons")))


def make_pick(row: dict[str, Any], **recommended: Any) -> Pick:
    """A pick out of a row with `SESSION_COLUMNS` and what was recommended."""
    lists = ("interests", "skills_needed", "goals", "tags", "outcomes")
    interests, skills, goals, tags, outcomes = (tuple(row.pop(name)) for name in lists)
    return Pick(
        **{**row, **recommended, "speakers": tuple(row["speakers"])},
        shared_interests=_shared(interests, [*tags, row["track"] or ""]),
        taught_skills=skills_taught(outcomes, skills),
        served_goals=goals_served_by(outcomes, goals),
        own_terms=tuple([term for term in (*interests, *skills, row["role"]) if term]),
    )


def _shared(interests: Sequence[str], topics: Sequence[str]) -> tuple[str, ...]:
    """The interests that are topics, however they are spelled, each once and as the person wrote it."""
    keys = {term_key(topic) for topic in topics} - {""}
    found: dict[str, str] = {}
    for interest in interests:
        if (key := term_key(interest)) in keys:
            found.setdefault(key, interest)
    return tuple(found.values())
