"""What matching needs of an event's sessions, in one query."""

from uuid import UUID

from domain.matching.facts import SessionFacts
from domain.tables import Session

# What was derived stands in only where nothing was given.
_READ = """
SELECT id, title, concat_ws(E'\\n\\n', nullif(subtitle, ''), nullif(description, '')) AS description, track,
  coalesce(difficulty, derived_difficulty) AS difficulty,
  CASE WHEN cardinality(tags) = 0 THEN derived_tags ELSE tags END AS tags,
  CASE WHEN cardinality(outcomes) = 0 THEN derived_outcomes ELSE outcomes END AS outcomes,
  CASE WHEN cardinality(target_audience) = 0 THEN derived_target_audience ELSE target_audience END AS target_audience
FROM session WHERE event_id = {} AND status = 'scheduled'
ORDER BY starts_at, id
"""


async def read_session_facts(event_id: UUID) -> list[SessionFacts]:
    """The sessions that take place, in the order of their start; empty for an event without any."""
    rows = await Session.raw(_READ, event_id)
    return [
        SessionFacts(
            **{
                **row,
                "tags": tuple(row["tags"]),
                "outcomes": tuple(row["outcomes"]),
                "target_audience": tuple(row["target_audience"]),
            }
        )
        for row in rows
    ]
