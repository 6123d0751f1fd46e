"""Hands a schedule in: checked completely, stored, and its import enqueued, all or nothing."""

import asyncio
import re
from hashlib import sha256
from pathlib import PurePath
from uuid import UUID

from msgspec import Struct

from domain.errors import InvalidInput, NotFound
from domain.programme.parse_schedule import parse_schedule
from domain.programme.refuse_emptying import refuse_emptying
from domain.programme.safe_file import check_size
from domain.programme.schedule import ParsedSchedule
from domain.programme.zones import check_zone
from domain.tables import Event, ScheduleImport
from domain.work.enqueue import enqueue
from domain.work.transaction import transaction
from domain.work.works import ImportSchedule

LONGEST_FILENAME = 200

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_EVENT = """
SELECT id, time_zone, (SELECT count(*) FROM session WHERE event_id = event.id AND external_id IS NOT NULL
  AND status = 'scheduled') AS imported_sessions
FROM event WHERE slug = {}
"""


class SubmittedImport(Struct, frozen=True):
    """An import on its way."""

    import_id: UUID
    job_id: UUID
    event_id: UUID


async def submit_schedule(
    content: bytes,
    filename: str,
    event_slug: str,
    *,
    create: bool,
    time_zone: str | None = None,
    requested_by: UUID | None = None,
) -> SubmittedImport:
    """Store the file and enqueue its import; with `create`, make the event if there is none of that slug.

    `time_zone` wins over the schedule's own. Nothing is stored if anything is refused.

    Raises: `InvalidInput` if the file is no safe and complete schedule, or would cancel every session by having none,
        if the zone does not exist, or the slug cannot be one; `NotFound` if there is no such event and none is made.
    """
    check_size(content, filename)
    if time_zone is not None:
        check_zone(time_zone)
    known = await _read_event(event_slug, create=create)
    event_zone = known.time_zone if known else None
    schedule = await asyncio.to_thread(
        parse_schedule, content, filename, time_zone=time_zone, event_time_zone=event_zone
    )
    refuse_emptying(schedule, known.imported_sessions if known else 0)
    async with transaction():
        event_id = known.id if known else await _make_event(event_slug, schedule)
        row = _import_row(content, filename, event_id, schedule, time_zone, requested_by)
        await row.save().run()
        job_id = await enqueue(ImportSchedule(import_id=row.id, event_id=event_id))
    return SubmittedImport(row.id, job_id, event_id)


class _KnownEvent(Struct, frozen=True):
    id: UUID
    time_zone: str
    imported_sessions: int


async def _read_event(slug: str, *, create: bool) -> _KnownEvent | None:
    if not _SLUG.fullmatch(slug):
        raise InvalidInput(f"{slug[:80]!r} cannot name an event: allowed are up to 63 of a–z, 0–9 and hyphens.")
    rows = await Event.raw(_EVENT, slug)
    if not rows and not create:
        raise NotFound(f"There is no event {slug!r}; --create makes it.")
    return _KnownEvent(**rows[0]) if rows else None


async def _make_event(slug: str, schedule: ParsedSchedule) -> UUID:
    """Another may have made it meanwhile: then it is that one."""
    event = Event(
        slug=slug,
        name=schedule.title or slug,
        place=schedule.place,
        time_zone=schedule.zone.name,
        starts_on=schedule.starts_on,
        ends_on=schedule.ends_on,
    )
    await Event.insert(event).on_conflict(target=Event.slug, action="DO NOTHING").run()
    [row] = await Event.raw(_EVENT, slug)
    event_id: UUID = row["id"]
    return event_id


def _import_row(
    content: bytes,
    filename: str,
    event_id: UUID,
    schedule: ParsedSchedule,
    time_zone: str | None,
    requested_by: UUID | None,
) -> ScheduleImport:
    return ScheduleImport(
        event_id=event_id,
        requested_by_id=requested_by,
        filename=PurePath(filename).name[-LONGEST_FILENAME:] or "schedule",
        format=schedule.format,
        content=content,
        sha256=sha256(content).hexdigest(),
        time_zone=time_zone,
    )
