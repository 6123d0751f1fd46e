"""The words of a whole programme, as an urn to draw interests from."""

from uuid import UUID

from domain.tables import Session
from local.demo.urn import Urn, fill

# Over all sessions that take place: never one session's words.
TERMS = """
SELECT term, count(*) AS frequency
FROM session CROSS JOIN LATERAL (SELECT DISTINCT lower(tag) FROM unnest(tags || derived_tags) tag) given (term)
WHERE event_id = {} AND status = 'scheduled'
GROUP BY term ORDER BY term
"""


async def read_vocabulary(event_id: UUID) -> Urn:
    """Tags and derived terms of an event's programme; empty if it has none.

    A term weighs the square of the number of its sessions: linearly, the many words of two sessions each would be
    drawn more often than what the conference is about.
    """
    rows = await Session.raw(TERMS, event_id)
    return fill({row["term"]: row["frequency"] ** 2 for row in rows})
