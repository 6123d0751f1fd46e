"""What the people of an event chose, for the ranker to learn from."""

from uuid import UUID

from domain.matching.facts import Choices
from domain.tables import Bookmark

_READ = """
SELECT user_id, array_agg(session_id ORDER BY session_id) AS chosen FROM (
  SELECT bookmark.user_id, session_id FROM bookmark JOIN session ON session.id = session_id WHERE session.event_id = {}
  UNION SELECT user_id, session_id FROM session_attendance WHERE event_id = {}) choice
GROUP BY user_id ORDER BY user_id
"""


async def read_choices(event_id: UUID) -> Choices:
    """By person, the sessions of the event that they saved or attended."""
    rows = await Bookmark.raw(_READ, event_id, event_id)
    return {row["user_id"]: tuple(row["chosen"]) for row in rows}
