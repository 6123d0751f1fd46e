"""How well an event's attendees are served: how many have recommendations, from which source, with what scores."""

from uuid import UUID

from msgspec import Struct, convert

from domain.tables import SessionRecommendation


class SourceCoverage(Struct, frozen=True):
    """One source's entries among the sessions; quartiles of their scores, which are on one scale for all sources."""

    source: str
    entries: int
    attendees: int
    quartiles: tuple[int, int, int]


class Coverage(Struct, frozen=True):
    """Attendees of an event: those with at least one and ten sessions, and with a speaker or a person to meet."""

    attendees: int
    with_one: int
    with_ten: int
    with_speaker: int
    with_person: int
    sources: tuple[SourceCoverage, ...]


PEOPLE = """
SELECT count(*) AS attendees, count(*) FILTER (WHERE entries >= 1) AS with_one,
  count(*) FILTER (WHERE entries >= 10) AS with_ten,
  count(*) FILTER (WHERE has_speaker) AS with_speaker, count(*) FILTER (WHERE has_person) AS with_person
FROM (SELECT (SELECT count(*) FROM session_recommendation r
              WHERE r.user_id = registration.user_id AND r.event_id = registration.event_id) AS entries,
        EXISTS (SELECT FROM speaker_recommendation r
                WHERE r.user_id = registration.user_id AND r.event_id = registration.event_id) AS has_speaker,
        EXISTS (SELECT FROM person_recommendation r
                WHERE r.user_id = registration.user_id AND r.event_id = registration.event_id) AS has_person
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
