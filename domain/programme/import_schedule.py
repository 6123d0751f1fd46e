"""Carries out an import: reads the stored file again, compares it with the programme, and writes the difference."""

import asyncio
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from domain.errors import NotFound
from domain.ids import uuid7
from domain.programme.derived_metadata import Derived, derive_metadata
from domain.programme.import_report import ImportReport, report_of
from domain.programme.lists_follow import ask_for_lists
from domain.programme.outside_dates import outside_dates
from domain.programme.parse_schedule import parse_schedule
from domain.programme.plan_changes import plan_changes
from domain.programme.read_programme import read_stored_programme
from domain.programme.refuse_emptying import refuse_emptying
from domain.programme.schedule import ParsedSchedule
from domain.programme.write_changes import Progress, write_changes
from domain.tables import ScheduleImport
from domain.work.enqueue import enqueue
from domain.work.progress import report_progress
from domain.work.transaction import transaction
from domain.work.works import EnrichProgramme

_READ = """
SELECT event_id, filename, content, schedule_import.time_zone, event.time_zone AS event_time_zone, starts_on, ends_on
FROM schedule_import JOIN event ON event.id = event_id WHERE schedule_import.id = {}
"""

# Two imports of one event go one after the other; who reads the event, or registers for it, is not held up.
_LOCK = "SELECT id FROM event WHERE id = {} FOR NO KEY UPDATE"

_STANDING = """
SELECT report, EXISTS (SELECT FROM schedule_import AS other WHERE other.event_id = mine.event_id
  AND other.finished_at IS NOT NULL AND other.created_at > mine.created_at) AS is_superseded
FROM schedule_import AS mine WHERE id = {}
"""

# An event made without a zone or dates learns them from its first schedule that has them; UTC is what is assumed.
_COMPLETE_EVENT = """
UPDATE event SET time_zone = CASE WHEN time_zone = 'UTC' THEN {} ELSE time_zone END,
  starts_on = CASE WHEN starts_on IS NULL AND ends_on IS NULL THEN {}::date ELSE starts_on END,
  ends_on = CASE WHEN starts_on IS NULL AND ends_on IS NULL THEN {}::date ELSE ends_on END
WHERE id = {}
"""

_FINISH = "UPDATE schedule_import SET report = {}::jsonb, finished_at = now() WHERE id = {}"


async def import_schedule(import_id: UUID, progress: Progress = report_progress) -> ImportReport:
    """Make the event's programme the schedule's, in one transaction with the report, which is stored.

    Idempotent: an import that is finished answers its report and changes nothing. If anything changed and the event
    has attendees, their recommendations are asked for anew; what was derived is gone over again, and never waited for.

    Raises: `NotFound`; `InvalidInput` if the file would cancel every session by having none.
    """
    stored = await _read_import(import_id)
    schedule, derived = await asyncio.to_thread(_understand, stored)
    async with transaction():
        return await _carry_out(import_id, stored["event_id"], schedule, derived, progress)


async def _read_import(import_id: UUID) -> dict[str, Any]:
    rows: list[dict[str, Any]] = await ScheduleImport.raw(_READ, import_id)
    if not rows:
        raise NotFound(f"There is no schedule import {import_id}.")
    return rows[0]


def _understand(stored: dict[str, Any]) -> tuple[ParsedSchedule, list[Derived]]:
    schedule = parse_schedule(
        stored["content"],
        stored["filename"],
        time_zone=stored["time_zone"],
        event_time_zone=stored["event_time_zone"],
    )
    outside = outside_dates(schedule, stored["starts_on"], stored["ends_on"])
    return replace(schedule, notices=(*schedule.notices, *outside)), derive_metadata(schedule.sessions)


async def _carry_out(
    import_id: UUID, event_id: UUID, schedule: ParsedSchedule, derived: list[Derived], progress: Progress
) -> ImportReport:
    await ScheduleImport.raw(_LOCK, event_id)
    [standing] = await ScheduleImport.raw(_STANDING, import_id)
    if standing["report"] is not None:
        return msgspec.json.decode(standing["report"], type=ImportReport)
    if standing["is_superseded"]:
        return await _finish(import_id, report_of(schedule, None))
    programme = await read_stored_programme(event_id)
    refuse_emptying(schedule, sum(not session.is_cancelled for session in programme.sessions.values()))
    plan = plan_changes(schedule, derived, programme, uuid7)
    await write_changes(event_id, plan, progress)
    await ScheduleImport.raw(_COMPLETE_EVENT, schedule.zone.name, schedule.starts_on, schedule.ends_on, event_id)
    if plan.changes_anything:
        await ask_for_lists(event_id)
    if plan.changes_anything or plan.derived_only:
        await enqueue(EnrichProgramme(event_id=event_id))
    return await _finish(import_id, report_of(schedule, plan))


async def _finish(import_id: UUID, report: ImportReport) -> ImportReport:
    await ScheduleImport.raw(_FINISH, msgspec.json.encode(report).decode(), import_id)
    return report
