"""The people to match: held while their lists are made, and read with all that matching needs of them."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from domain.matching.facts import Id, UserProfile
from domain.tables import Registration

# Two generations for one person take turns at their registration, so that the later one has read the newer profile.
# Always in the same order, so that two groups with the same people in them cannot block each other.
_LOCK = "SELECT user_id FROM registration WHERE event_id = {} AND user_id = ANY({}) ORDER BY id FOR UPDATE"

_READ = """
SELECT users.id AS user_id, coalesce(interests, ARRAY[]::text[]) AS interests,
  coalesce(goals, ARRAY[]::text[]) AS goals,
  coalesce(skills_to_offer, ARRAY[]::text[]) AS skills_to_offer,
  coalesce(skills_needed, ARRAY[]::text[]) AS skills_needed,
  role, industry, preferred_difficulty, coalesce(about, '') AS about,
  array_remove(ARRAY[users.name], '') AS names,
  ARRAY(SELECT told FROM (VALUES (profile.company)) own (told) WHERE told <> ''
        UNION SELECT company FROM speaker_profile WHERE user_id = users.id AND company <> '') AS companies,
  ARRAY(SELECT session_id FROM dismissal JOIN session ON session.id = session_id
        WHERE dismissal.user_id = users.id AND session.event_id = {}) AS dismissed,
  ARRAY(SELECT session_id FROM bookmark JOIN session ON session.id = session_id
        WHERE bookmark.user_id = users.id AND session.event_id = {}
        UNION SELECT session_id FROM session_attendance
        WHERE session_attendance.user_id = users.id AND session_attendance.event_id = {}) AS chosen
FROM users LEFT JOIN profile ON profile.user_id = users.id WHERE users.id = ANY({}) ORDER BY users.id
"""

_LISTS = ("interests", "goals", "skills_to_offer", "skills_needed", "names", "companies")


class Attendees(Struct, frozen=True):
    """People in the order of their ids, and by user id what they dismissed and what they chose of the event."""

    profiles: list[UserProfile]
    dismissed: dict[Id, frozenset[UUID]]
    chosen: dict[Id, frozenset[UUID]]


async def lock_participants(user_ids: Sequence[UUID], event_id: UUID) -> list[UUID]:
    """Those of them who take part in the event, in the order of their ids, held until the end of the transaction."""
    rows = await Registration.raw(_LOCK, event_id, list(user_ids))
    return sorted({row["user_id"] for row in rows})


async def read_attendees(user_ids: Sequence[UUID], event_id: UUID) -> Attendees:
    """All that matching needs of them, in one query."""
    rows = await Registration.raw(_READ, event_id, event_id, event_id, list(user_ids))
    dismissed = {row["user_id"]: frozenset(row.pop("dismissed")) for row in rows}
    chosen = {row["user_id"]: frozenset(row.pop("chosen")) for row in rows}
    profiles = [UserProfile(**{**row, **{name: tuple(row[name]) for name in _LISTS}}) for row in rows]
    return Attendees(profiles, dismissed, chosen)
