"""What matching needs to know of a programme's sessions."""

from typing import Any
from uuid import UUID

from domain.matching.facts import SessionFacts
from domain.tables import Session

# What the organizer gave wins; what was derived stands in where nothing was given.
READ = """
SELECT id, title, description, track, coalesce(difficulty, derived_difficulty) AS difficulty,
  CASE WHEN cardinality(tags) = 0 THEN derived_tags ELSE tags END AS tags,
  CASE WHEN cardinality(outcomes) = 0 THEN derived_outcomes ELSE outcomes END AS outcomes,
  CASE WHEN cardinality(target_audience) = 0 THEN derived_target_audience ELSE target_audience END AS target_audience
FROM session WHERE event_id = {} AND status = 'scheduled' ORDER BY starts_at, id
"""


async def read_session_facts(event_id: UUID) -> list[SessionFacts]:
    """The sessions that take place, in the programme's order. One query."""
    return [_facts(row) for row in await Session.raw(READ, event_id)]


def _facts(row: dict[str, Any]) -> SessionFacts:
    lists = {column: tuple(row[column]) for column in ("tags", "outcomes", "target_audience")}
    return SessionFacts(**{**row, **lists})
