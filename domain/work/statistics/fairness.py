"""Fairness: what each event has waiting and running, and how it was served."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.ids import NIL
from domain.tables import EventStatistic
from domain.work.statistics.statements import READ_EVENTS
from domain.work.statistics.throughput import MOST_RECENT, Period, recent_bounds

MOST_EVENTS = 100


class EventShare(Struct, frozen=True):
    """One event; `event_id` None is work of no event. `name` is None where the event is gone.

    `waiting` is due, `later` is not; `oldest` is since the first of them was due. Attempts of the period: `succeeded`,
    `failed`, `other` (cancelled, or returned at a stop), and the mean of how long they waited.
    """

    event_id: UUID | None
    name: str | None
    slug: str | None
    waiting: int
    later: int
    running: int
    oldest: timedelta | None
    succeeded: int
    failed: int
    other: int
    mean_wait: timedelta | None

    @property
    def served(self) -> int:
        return self.succeeded + self.failed + self.other


class Fairness(Struct, frozen=True):
    """The events with most work first; `events` is how many there are, of which a hundred are listed."""

    shares: tuple[EventShare, ...]
    events: int
    is_bounded: bool


async def read_fairness(now: datetime, period: Period) -> Fairness:
    """Two queries."""
    since = period.points(now)[0]
    # Minutes for an hour; hours are fine enough for more, and sixty times fewer.
    step = 60 if period is Period.HOUR else 3600
    since = since if step == 60 else since.replace(minute=0)
    recent = await recent_bounds(since, now)
    rows = await EventStatistic.raw(READ_EVENTS, *recent, step, since, now, now, now, MOST_EVENTS)
    return Fairness(
        tuple([_share(row, now) for row in rows]),
        rows[0]["events"] if rows else 0,
        is_bounded=any(row["recent"] >= MOST_RECENT for row in rows),
    )


def _share(row: Mapping[str, Any], now: datetime) -> EventShare:
    return EventShare(
        event_id=None if row["event_id"] == NIL else row["event_id"],
        name=row["name"],
        slug=row["slug"],
        waiting=row["waiting"],
        later=row["later"],
        running=row["running"],
        oldest=now - row["oldest_due_at"] if row["oldest_due_at"] else None,
        succeeded=row["succeeded"],
        failed=row["failed"],
        other=row["other"],
        mean_wait=timedelta(seconds=row["wait_seconds"] / row["waited"]) if row["waited"] else None,
    )
