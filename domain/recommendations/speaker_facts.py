"""What matching needs of an event's speakers, in one query."""

from uuid import UUID

from domain.matching.facts import SpeakerFacts
from domain.programme.effective import effective
from domain.tables import SpeakerProfile

# Who speaks in a session that takes place. Where no expertise was given, the tags of their sessions stand in, those of
# most of them first. Names and companies, their own and of whom they speak with, are what is taken out of their texts.
_READ = f"""
WITH talk AS MATERIALIZED (
  SELECT speaker_id, title, starts_at, {effective("tags")} AS tags
  FROM session JOIN session_speaker ON session_id = session.id WHERE event_id = {{}} AND status = 'scheduled'),
tagged AS (
  SELECT speaker_id, array_agg(tag ORDER BY place) AS tags FROM (
    SELECT speaker_id, tag, row_number() OVER (PARTITION BY speaker_id ORDER BY count(*) DESC, tag) AS place
    FROM talk CROSS JOIN LATERAL unnest(tags) tag GROUP BY speaker_id, tag) counted
  WHERE place <= {{}} GROUP BY speaker_id),
shared AS (SELECT mine.speaker_id, array_agg(DISTINCT users.name) AS names
  FROM session_speaker mine JOIN session ON session.id = mine.session_id
  JOIN session_speaker theirs ON theirs.session_id = mine.session_id JOIN users ON users.id = theirs.speaker_id
  WHERE event_id = {{}} AND status = 'scheduled' AND users.name <> '' GROUP BY mine.speaker_id),
spoken AS (SELECT speaker_id, array_agg(title ORDER BY starts_at, title) AS titles FROM talk GROUP BY speaker_id)
SELECT spoken.speaker_id AS id, shown.title, coalesce(shown.company, profile.company) AS company,
  coalesce(profile.role, shown.title) AS role, coalesce(shown.industry, profile.industry) AS industry,
  CASE WHEN cardinality(shown.expertise) > 0 THEN shown.expertise ELSE coalesce(tagged.tags, ARRAY[]::text[]) END
    AS expertise,
  coalesce(cardinality(shown.expertise), 0) = 0 AS is_expertise_derived,
  coalesce(shown.offerings, ARRAY[]::text[]) AS offerings, coalesce(shown.bio, '') AS bio,
  spoken.titles AS session_titles, coalesce(shown.is_available_for_meetings, false) AS is_available_for_meetings,
  coalesce(shared.names, ARRAY[]::text[]) AS names, array_remove(ARRAY[profile.company], NULL) AS companies
FROM spoken
LEFT JOIN shared ON shared.speaker_id = spoken.speaker_id
LEFT JOIN tagged ON tagged.speaker_id = spoken.speaker_id
LEFT JOIN speaker_profile shown ON shown.user_id = spoken.speaker_id AND shown.event_id = {{}}
LEFT JOIN profile ON profile.user_id = spoken.speaker_id
ORDER BY spoken.speaker_id
"""  # noqa: S608  # constants of the code

_LISTS = ("expertise", "offerings", "session_titles", "names", "companies")
MOST_TAGS = 8


async def read_speaker_facts(event_id: UUID) -> list[SpeakerFacts]:
    """Everybody who speaks in a session that takes place, in the order of their ids."""
    rows = await SpeakerProfile.raw(_READ, event_id, MOST_TAGS, event_id, event_id)
    return [SpeakerFacts(**{**row, **{name: tuple(row[name]) for name in _LISTS}}) for row in rows]
