"""Schedules that do not run as planned: their time has passed, or somebody paused them."""

from datetime import datetime, timedelta

from msgspec import Struct

from domain.schedules.declaration import KINDS
from domain.tables import Schedule

# Workers look each second, and a restart of all of them takes less than this.
LATE_AFTER = timedelta(minutes=2)
MOST_LISTED = 20

# A pause of the row for all events holds for each of them, and is told once.
_LATE = """
SELECT schedule.name, event.name AS event, next_at, paused_at FROM schedule
LEFT JOIN event ON event.id = schedule.event_id
WHERE work = ANY({}) AND (paused_at IS NOT NULL OR next_at < {} AND NOT EXISTS (
  SELECT FROM schedule of_all WHERE of_all.name = schedule.name AND of_all.event_id IS NULL
    AND of_all.paused_at IS NOT NULL))
ORDER BY paused_at NULLS FIRST, next_at, schedule.id LIMIT {}
"""


class IdleSchedule(Struct, frozen=True):
    """One that is paused, or else late: it was due at `next_at` and nobody decided on it. `event` None: of all."""

    name: str
    event: str | None
    next_at: datetime | None
    paused_at: datetime | None


async def list_idle_schedules(now: datetime) -> tuple[IdleSchedule, ...]:
    """The late ones first, the longest overdue before the others; one query."""
    rows = await Schedule.raw(_LATE, list(KINDS), now - LATE_AFTER, MOST_LISTED)
    return tuple([IdleSchedule(**row) for row in rows])
