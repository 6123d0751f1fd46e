"""What the people of an event chose, and who they are, for the ranker to learn from."""

from uuid import UUID

from msgspec import Struct

from domain.matching.facts import Choices, UserProfile
from domain.tables import Bookmark

_READ = """
SELECT choice.user_id, chosen, coalesce(interests, ARRAY[]::text[]) AS interests,
  coalesce(goals, ARRAY[]::text[]) AS goals, coalesce(skills_needed, ARRAY[]::text[]) AS skills_needed,
  role, preferred_difficulty, coalesce(about, '') AS about
FROM (SELECT user_id, array_agg(session_id ORDER BY session_id) AS chosen
      FROM (SELECT bookmark.user_id, session_id FROM bookmark JOIN session ON session.id = session_id
            WHERE session.event_id = {}
            UNION SELECT user_id, session_id FROM session_attendance WHERE event_id = {}) one
      GROUP BY user_id) choice
LEFT JOIN profile ON profile.user_id = choice.user_id
ORDER BY choice.user_id
"""

_LISTS = ("interests", "goals", "skills_needed")


class Choosers(Struct, frozen=True):
    """Who chose something: by person, the sessions of the event that they saved or attended, and their profiles."""

    choices: Choices
    profiles: list[UserProfile]


async def read_choosers(event_id: UUID) -> Choosers:
    """All of an event, in one query."""
    rows = await Bookmark.raw(_READ, event_id, event_id)
    choices = {row["user_id"]: tuple(row.pop("chosen")) for row in rows}
    profiles = [UserProfile(**{**row, **{name: tuple(row[name]) for name in _LISTS}}) for row in rows]
    return Choosers(choices, profiles)
