"""The schedules as they stand, for those who look after them."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.schedules.catch_up import CatchUp
from domain.schedules.declaration import KINDS
from domain.tables import Schedule, ScheduleOccurrence

MOST_LISTED = 500
MOST_OCCURRENCES = 50

_LIST = """
SELECT schedule.id, schedule.name, schedule.event_id, event.name AS event, work, cron, schedule.time_zone, catch_up,
  coalesce(paused_at, max(paused_at) FILTER (WHERE schedule.event_id IS NULL) OVER (PARTITION BY schedule.name))
    AS paused_at,
  last_at, next_at, missed
FROM schedule LEFT JOIN event ON event.id = schedule.event_id
WHERE work = ANY({}) ORDER BY schedule.name, event.name NULLS FIRST, schedule.id LIMIT {}
"""


class ScheduleStatus(Struct, frozen=True, kw_only=True):
    """One row. `event` None and `time_zone` None: the row for all events of a schedule that has one for each.

    `paused_at` is also set where the row for all events is paused; `next_at` None: it rests.
    """

    id: UUID
    name: str
    event_id: UUID | None
    event: str | None
    work: str
    cron: str
    time_zone: str | None
    catch_up: CatchUp
    paused_at: datetime | None
    last_at: datetime | None
    next_at: datetime | None
    missed: int


class OccurrenceStatus(Struct, frozen=True):
    """One occurrence: enqueued, missed or by_hand; the job of one that was not missed may be pruned by now."""

    local_time: str
    due_at: datetime
    state: str
    job_id: UUID | None


async def list_schedules() -> tuple[ScheduleStatus, ...]:
    """All schedules of work that this version knows, by name; of each the row for all events comes first."""
    rows = await Schedule.raw(_LIST, list(KINDS), MOST_LISTED)
    return tuple([ScheduleStatus(**{**row, "catch_up": CatchUp(row["catch_up"])}) for row in rows])


async def list_occurrences(schedule_id: UUID) -> tuple[OccurrenceStatus, ...]:
    """The latest of one schedule, newest first."""
    rows = await ScheduleOccurrence.raw(
        "SELECT local_time, due_at, state, job_id FROM schedule_occurrence WHERE schedule_id = {} "
        "ORDER BY id DESC LIMIT {}",
        schedule_id,
        MOST_OCCURRENCES,
    )
    return tuple([OccurrenceStatus(**row) for row in rows])
