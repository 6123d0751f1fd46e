"""Bring the table of schedules in line with what is declared and with the events that are active."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.ids import uuid7
from domain.schedules.active_events import ActiveEvent, list_active_events
from domain.schedules.catch_up import next_after
from domain.schedules.declaration import Schedule
from domain.tables import Schedule as Row

# What is changed or comes back begins anew; anything else goes on where it was, so nothing is lost while all is down.
_UPSERT = """
INSERT INTO schedule AS known (id, name, event_id, work, cron, time_zone, catch_up, next_at)
SELECT * FROM unnest({}::uuid[], {}::text[], {}::uuid[], {}::text[], {}::text[], {}::text[], {}::text[],
                     {}::timestamptz[])
ON CONFLICT (name, event_id) DO UPDATE SET
  work = excluded.work, cron = excluded.cron, time_zone = excluded.time_zone, catch_up = excluded.catch_up,
  next_at = CASE WHEN known.next_at IS NULL OR (known.cron, known.time_zone) IS DISTINCT FROM
    (excluded.cron, excluded.time_zone) THEN excluded.next_at ELSE known.next_at END
WHERE (known.work, known.cron, known.time_zone, known.catch_up, known.next_at IS NULL) IS DISTINCT FROM
  (excluded.work, excluded.cron, excluded.time_zone, excluded.catch_up, excluded.next_at IS NULL)
"""

_REST = """
UPDATE schedule SET next_at = NULL
WHERE event_id IS NOT NULL AND next_at IS NOT NULL AND name = ANY({}) AND event_id <> ALL({})
"""


@dataclass(frozen=True)
class _Wanted:
    schedule: Schedule
    event_id: UUID | None
    time_zone: str | None
    next_at: datetime | None


async def sync_schedules(schedules: Sequence[Schedule], now: datetime) -> None:
    """Make the rows of `schedules`, and change those that differ. Idempotent; pauses and history stay.

    An event that became active while nothing ran is owed what was due since then; one that is active no more rests.
    """
    events = await list_active_events(now)
    known = {(row["name"], row["event_id"]) for row in await Row.raw("SELECT name, event_id FROM schedule")}
    wanted = [row for schedule in schedules for row in _rows(schedule, events, known, now)]
    await Row.raw(
        _UPSERT,
        [uuid7() for _ in wanted],
        [row.schedule.name for row in wanted],
        [row.event_id for row in wanted],
        [row.schedule.work.__name__ for row in wanted],
        [row.schedule.cron for row in wanted],
        [row.time_zone for row in wanted],
        [row.schedule.catch_up.value for row in wanted],
        [row.next_at for row in wanted],
    )
    await Row.raw(_REST, [schedule.name for schedule in schedules], [event.id for event in events])


def _rows(
    schedule: Schedule, events: Sequence[ActiveEvent], known: set[tuple[str, UUID | None]], now: datetime
) -> Iterator[_Wanted]:
    if not schedule.for_each_event:
        yield _Wanted(schedule, None, "UTC", next_after(schedule.cron, ZoneInfo("UTC"), now))
        return
    yield _Wanted(schedule, None, None, None)
    for event in events:
        after = now if (schedule.name, event.id) in known else min(event.since, now)
        yield _Wanted(schedule, event.id, event.time_zone, next_after(schedule.cron, ZoneInfo(event.time_zone), after))
