"""How well an event's attendees are served: how many have recommendations, from which source, with what scores."""

from uuid import UUID

from msgspec import Struct, convert

from domain.tables import SessionRecommendation


class SourceCoverage(Struct, frozen=True):
    """One source's entries; quartiles on that source's own scale of 0 to 100."""

    source: str
    entries: int
    attendees: int
    quartiles: tuple[int, int, int]


class Coverage(Struct, frozen=True):
    """Attendees of an event, those with at least one and at least ten recommendations, and the sources."""

    attendees: int
    with_one: int
    with_ten: int
    sources: tuple[SourceCoverage, ...]


PEOPLE = """
SELECT count(*) AS attendees, count(*) FILTER (WHERE entries >= 1) AS with_one,
  count(*) FILTER (WHERE entries >= 10) AS with_ten
FROM (SELECT (SELECT count(*) FROM session_recommendation r
              WHERE r.user_id = registration.user_id AND r.event_id = registration.event_id) AS entries
      FROM registration WHERE event_id = {} AND role = 'attendee') person
"""

SOURCES = """
SELECT source, count(*) AS entries, count(DISTINCT user_id) AS attendees,
  percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY match_score) AS quartiles
FROM session_recommendation WHERE event_id = {} GROUP BY source ORDER BY source
"""


async def measure_coverage(event_id: UUID) -> Coverage:
    """Count in two queries over the event's recommendations."""
    [people] = await SessionRecommendation.raw(PEOPLE, event_id)
    sources = await SessionRecommendation.raw(SOURCES, event_id)
    return convert({**people, "sources": sources}, Coverage)
