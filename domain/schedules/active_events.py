"""Which events are active: from two weeks before their first day to the end of their last, by their own clocks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.tables import Event

# How many days before its first day an event becomes active: from then on lists are kept fresh.
ACTIVE_DAYS_BEFORE = 14
MOST_EVENTS = 10_000

# `since` is by the world's clock, and no earlier than the event was made known.
_SELECT = """
SELECT id, time_zone, greatest(created_at,
  (starts_on - {}::int)::timestamp AT TIME ZONE time_zone - clock_offset) AS since
FROM event
WHERE (({}::timestamptz + clock_offset) AT TIME ZONE time_zone)::date BETWEEN starts_on - {}::int AND ends_on
ORDER BY id LIMIT {}
"""


@dataclass(frozen=True)
class ActiveEvent:
    """An event that is active, and since when by the world's clock."""

    id: UUID
    time_zone: str
    since: datetime


async def list_active_events(now: datetime) -> list[ActiveEvent]:
    """Those active at `now` by the world's clock. An event without dates is never active."""
    rows = await Event.raw(_SELECT, ACTIVE_DAYS_BEFORE, now, ACTIVE_DAYS_BEFORE, MOST_EVENTS)
    return [ActiveEvent(**row) for row in rows]
