"""Run now: what a schedule would do at its next occurrence, done at once and besides it."""

from datetime import datetime
from uuid import UUID

from domain.errors import NotFound
from domain.ids import uuid7
from domain.schedules.declaration import make_work
from domain.schedules.occurrences import BY_HAND, Noted, note
from domain.tables import Schedule as Row
from domain.work.enqueue import enqueue
from domain.work.transaction import transaction

# One schedule of `id`, or those of its active events if it is the one for all of them.
_SELECT = """
SELECT one.id, one.event_id, one.work FROM schedule asked JOIN schedule one
  ON one.id = asked.id AND one.time_zone IS NOT NULL
  OR asked.time_zone IS NULL AND one.name = asked.name AND one.next_at IS NOT NULL
WHERE asked.id = {} ORDER BY one.id
"""


async def run_now(schedule_id: UUID, now: datetime) -> list[UUID]:
    """Enqueue the schedule's work, also if it is paused; the ids of the jobs. Its next occurrence stays as it is.

    For a nightly refresh this is no night's: it makes all lists anew. One row of a schedule for each event does it for
    that event, its row for all events for all that are active.

    Raises: `NotFound`.
    """
    async with transaction():
        if not await Row.exists().where(Row.id == schedule_id):
            raise NotFound("There is no such schedule.")
        rows = await Row.raw(_SELECT, schedule_id)
        return [await _run(row["id"], row["work"], row["event_id"], now) for row in rows]


async def _run(schedule_id: UUID, kind: str, event_id: UUID | None, now: datetime) -> UUID:
    job_id = await enqueue(make_work(kind, event_id, night=None))
    await note(schedule_id, [Noted(f"by hand {uuid7()}", now, BY_HAND, job_id)])
    return job_id
