"""The words of a whole programme, as an urn to draw interests from."""

from uuid import UUID

from domain.tables import Session
from local.demo.urn import Urn, fill

# Over all sessions that take place: never one session's words, each as likely as the number of sessions that have it.
TERMS = """
SELECT term, count(*) AS frequency
FROM session CROSS JOIN LATERAL (SELECT DISTINCT lower(tag) FROM unnest(tags || derived_tags) tag) given (term)
WHERE event_id = {} AND status = 'scheduled'
GROUP BY term ORDER BY term
"""


async def read_vocabulary(event_id: UUID) -> Urn:
    """Tags and derived terms of an event's programme; empty if it has none."""
    rows = await Session.raw(TERMS, event_id)
    return fill({row["term"]: row["frequency"] for row in rows})
