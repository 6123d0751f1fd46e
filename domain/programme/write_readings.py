"""Writes what the model read of sessions: beside what was given and corrected, and only where it read what stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from domain.programme.derived_metadata import Derived
from domain.programme.effective import FIELDS
from domain.programme.lists_follow import ask_for_lists, raise_revision
from domain.programme.reading_answer import Reading, read_readings
from domain.programme.unread_sessions import read_known_tags, read_these
from domain.tables import Session
from domain.work.enqueue import enqueue
from domain.work.transaction import transaction
from domain.work.works import EnrichProgramme

# Answers come in one after the other; lists are made anew once, of all of them.
SETTLING = timedelta(minutes=1)

_LOCK = "SELECT id FROM event WHERE id = {} FOR NO KEY UPDATE"

_SET = ", ".join(
    f"derived_{field} = CASE WHEN '{field}' = ANY(new.fields) THEN new.{field} ELSE derived_{field} END"
    for field in FIELDS
)

_WRITE = f"""
UPDATE session SET {_SET}, enriched_revision = session.revision,
  model_fields = CASE WHEN cardinality(new.fields) = 0 THEN model_fields ELSE new.fields END,
  is_model_simulated = CASE WHEN cardinality(new.fields) = 0 THEN is_model_simulated ELSE {{}} END
FROM jsonb_to_recordset({{}}::jsonb) AS new (id uuid, revision int, fields text[], difficulty text, tags text[],
  outcomes text[], target_audience text[])
WHERE session.id = new.id AND session.event_id = {{}} AND session.revision = new.revision
RETURNING session.id, cardinality(new.fields) AS written
"""  # noqa: S608  # constants of the code


class AskedSession(Struct, frozen=True):
    """A session of a request, and the revision in which it was shown."""

    id: UUID
    revision: int


class ReadAnswer(Struct, frozen=True):
    """An answer to a request about `asked`, in their order; of one that is not whole the rest is asked again."""

    asked: tuple[AskedSession, ...]
    text: str
    is_whole: bool
    is_simulated: bool


async def write_readings(event_id: UUID, answers: Sequence[ReadAnswer], now: datetime) -> int:
    """Check the answers and write what is of use, in one transaction; of how many sessions. Idempotent.

    A session that changed since it was shown stays as it is, and another reading is asked for. What an organizer
    corrected and what was given is another column's, and is not touched.
    """
    async with transaction():
        await Session.raw(_LOCK, event_id)
        known_tags = await read_known_tags(event_id)
        written = 0
        for is_simulated in (False, True):
            some = [answer for answer in answers if answer.is_simulated is is_simulated]
            written += await _write(event_id, some, known_tags, is_simulated=is_simulated) if some else 0
        if written:
            await raise_revision(event_id)
            await ask_for_lists(event_id, now + SETTLING)
    return written


async def _write(
    event_id: UUID, answers: Sequence[ReadAnswer], known_tags: Sequence[str], *, is_simulated: bool
) -> int:
    sessions = await read_these(event_id, [asked.id for answer in answers for asked in answer.asked])
    rows = []
    for answer in answers:
        # Who is gone or has changed keeps its place, so that nobody gets what was said of another.
        shown = [sessions.get(asked.id) for asked in answer.asked]
        readings = read_readings(answer.text, shown, known_tags)
        told = [asked for asked in answer.asked if asked.id in readings or answer.is_whole]
        rows += [_row(asked, readings.get(asked.id)) for asked in told]
    found = await Session.raw(_WRITE, is_simulated, msgspec.json.encode(rows).decode(), event_id)
    if len(found) < len(rows):
        await enqueue(EnrichProgramme(event_id=event_id))
    return sum(row["written"] > 0 for row in found)


def _row(asked: AskedSession, reading: Reading | None) -> dict[str, object]:
    said = reading or Reading((), Derived())
    return {"id": asked.id, "revision": asked.revision, "fields": said.fields, **structs.asdict(said.derived)}
