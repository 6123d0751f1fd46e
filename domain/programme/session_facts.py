"""What matching needs of an event's sessions, in one query."""

from uuid import UUID

from domain.matching.facts import SessionFacts
from domain.programme.effective import FIELDS, effective
from domain.programme.speaker_names import COMPANIES_OF_SPEAKERS, NAMES_OF_SPEAKERS
from domain.tables import Session

_READ = f"""
SELECT id, title, concat_ws(E'\\n\\n', nullif(subtitle, ''), nullif(description, '')) AS description, track,
  {", ".join(f"{effective(field)} AS {field}" for field in FIELDS)},
  ARRAY(SELECT concat_ws(E'\\n', users.name, array_to_string(expertise, E'\\n'))
        FROM session_speaker JOIN users ON users.id = speaker_id
        LEFT JOIN speaker_profile shown ON shown.user_id = speaker_id AND shown.event_id = session.event_id
        WHERE session_speaker.session_id = session.id ORDER BY session_speaker.position, users.name) AS speakers,
  {NAMES_OF_SPEAKERS} AS names, {COMPANIES_OF_SPEAKERS} AS companies
FROM session WHERE event_id = {{}} AND status = 'scheduled'
ORDER BY starts_at, id
"""  # noqa: S608  # constants of the code

_LISTS = ("tags", "outcomes", "target_audience", "speakers", "names", "companies")


async def read_session_facts(event_id: UUID) -> list[SessionFacts]:
    """The sessions that take place, in the order of their start; empty for an event without any."""
    rows = await Session.raw(_READ, event_id)
    return [SessionFacts(**{**row, **{name: tuple(row[name]) for name in _LISTS}}) for row in rows]
