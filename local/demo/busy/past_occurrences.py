"""The schedules' own record of the nights before, and the night that is under way."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.ids import NIL
from domain.schedules.occurrences import ENQUEUED, Noted, note
from domain.schedules.sync import sync_schedules
from domain.tables import Schedule
from domain.work.enqueue import enqueue
from domain.work.origin import asked_by, schedule
from domain.work.works import RefreshEvent
from local.demo.busy.past import PastEvent, PastJob

NIGHTLY = "nightly refresh"
# Of one schedule, as many as a page lists.
LISTED = 14


async def make_schedules(now: datetime) -> UUID:
    """The schedules' rows, as the first worker makes them; the id of the nightly refresh of all events."""
    from jobs.worker import SCHEDULES

    await sync_schedules(SCHEDULES, now)
    [row] = await Schedule.raw("SELECT id FROM schedule WHERE name = {} AND event_id IS NULL", NIGHTLY)
    schedule_id: UUID = row["id"]
    return schedule_id


async def note_occurrences(jobs: Sequence[PastJob]) -> None:
    """Write down which jobs each schedule became of late."""
    found: dict[tuple[str, UUID], deque[PastJob]] = defaultdict(lambda: deque(maxlen=LISTED))
    for job in jobs:
        found[job.name, job.event_id].append(job)
    for row in await Schedule.raw("SELECT id, work, coalesce(event_id, {}) AS event_id, time_zone FROM schedule", NIL):
        if (times := found.get((row["work"], row["event_id"]))) and row["time_zone"]:
            await note(row["id"], [_noted(job, ZoneInfo(row["time_zone"])) for job in times])
            await _set_last(row["id"], times[-1].created_at)


async def begin_night(event: PastEvent, now: datetime) -> None:
    """Ask for the refresh of tonight again, which the queue holds up."""
    with asked_by(schedule(NIGHTLY)):
        night = now.astimezone(ZoneInfo(event.time_zone)).date()
        await enqueue(RefreshEvent(event_id=event.id, night=night))


def _noted(job: PastJob, zone: ZoneInfo) -> Noted:
    wall = job.created_at.astimezone(zone).replace(tzinfo=None)
    return Noted(wall.isoformat(timespec="minutes"), job.created_at, ENQUEUED, job.id)


async def _set_last(schedule_id: UUID, last_at: datetime) -> None:
    await Schedule.update({Schedule.last_at: last_at}).where(Schedule.id == schedule_id)
