"""Make jobs of what is due: each occurrence once, however many workers look, in the transaction that notes it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from domain.schedules.catch_up import CatchUp, Plan, plan
from domain.schedules.cron import Occurrence
from domain.schedules.declaration import make_work
from domain.schedules.occurrences import ENQUEUED, MISSED, Noted, list_known, note
from domain.tables import Job
from domain.tables import Schedule as Row
from domain.work.enqueue import enqueue
from domain.work.origin import asked_by, schedule
from domain.work.transaction import transaction

# More than this many schedules wait for the next look.
MOST_DUE = 100
# Of a long absence so many missed occurrences are listed for those who look; all are counted.
MOST_MISSED_LISTED = 20

_DUE = """
SELECT id FROM schedule
WHERE next_at <= {} AND paused_at IS NULL AND name = ANY({}) AND NOT EXISTS (
  SELECT FROM schedule of_all WHERE of_all.name = schedule.name AND of_all.event_id IS NULL
    AND of_all.paused_at IS NOT NULL)
ORDER BY next_at LIMIT {}
"""

_LOCK = """
SELECT name, event_id, work, cron, time_zone, catch_up, next_at FROM schedule
WHERE id = {} AND next_at <= {} AND paused_at IS NULL FOR UPDATE SKIP LOCKED
"""

log = structlog.get_logger()


async def read_ledger_clock() -> datetime:
    """What the database's clock shows: all workers go by the same."""
    [row] = await Job.raw("SELECT now() AS now")
    now: datetime = row["now"]
    return now


async def tick(names: Sequence[str], now: datetime) -> int:
    """Decide on what is due of these schedules; on how many of them it did, so that more may be due at once.

    What fails is logged and due again at the next look: one bad row keeps nobody else's work.
    """
    due = await Row.raw(_DUE, now, list(names), MOST_DUE)
    return sum([await _attempt(row["id"], now) for row in due])


async def _attempt(schedule_id: UUID, now: datetime) -> bool:
    try:
        return await _decide(schedule_id, now)
    except Exception as error:
        log.error("schedule_failed", schedule=str(schedule_id), exc_info=error)
        return False


async def _decide(schedule_id: UUID, now: datetime) -> bool:
    async with transaction():
        rows = await Row.raw(_LOCK, schedule_id, now)
        # None: another worker is at it, or was faster.
        for row in rows:
            planned = plan(row["cron"], ZoneInfo(row["time_zone"]), CatchUp(row["catch_up"]), row["next_at"], now)
            with asked_by(schedule(row["name"])):
                await _carry_out(schedule_id, row["work"], row["event_id"], planned)
    return bool(rows)


async def _carry_out(schedule_id: UUID, kind: str, event_id: UUID | None, planned: Plan) -> None:
    missed = planned.missed[-MOST_MISSED_LISTED:]
    # A clock that was set back may show a time again; what was decided on then is decided.
    known = await list_known(schedule_id, [occurrence.local_time for occurrence in (*planned.run, *missed)])
    noted = [Noted(it.local_time, it.at, MISSED) for it in missed if it.local_time not in known]
    noted += [await _enqueue(kind, event_id, it) for it in planned.run if it.local_time not in known]
    await note(schedule_id, noted)
    await Row.raw(
        "UPDATE schedule SET next_at = {}, last_at = coalesce({}, last_at), missed = missed + {} WHERE id = {}",
        planned.next_at,
        planned.run[-1].at if planned.run else None,
        len(planned.missed),
        schedule_id,
    )


async def _enqueue(kind: str, event_id: UUID | None, occurrence: Occurrence) -> Noted:
    job_id = await enqueue(make_work(kind, event_id, occurrence.wall.date()))
    return Noted(occurrence.local_time, occurrence.at, ENQUEUED, job_id)
