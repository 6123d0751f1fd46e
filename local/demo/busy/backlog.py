"""The long queue: lists that the model is to go over one by one, asked for faster than they are done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import msgspec

from domain.tables import Job
from domain.work.origin import schedule
from domain.work.works import ImproveChunk
from local.demo.busy.past import SEED, PastEvent, past_id

# Behind all that somebody waits for.
PRIORITY = -2
OLDEST, NEWEST = timedelta(minutes=42), timedelta(minutes=2)
# How often each attendee's list waits.
TURNS = 5

_WAITING = """
INSERT INTO job (id, name, queue, event_id, arguments, priority, origin, due_at, created_at, changed_at)
SELECT id, {}, 'bulk', event_id, arguments::jsonb, {}, {}, due_at, due_at, due_at
FROM unnest({}::uuid[], {}::uuid[], {}::text[], {}::timestamptz[]) AS waiting (id, event_id, arguments, due_at)
"""


async def write_backlog(events: Sequence[PastEvent], now: datetime, turns: int = TURNS) -> int:
    """`turns` jobs for each attendee, due one after the other since the oldest; how many."""
    random = Random(SEED)
    people = [(event.id, person) for event in events for person in event.people] * turns
    # Sorted, an event's people would all wait before another's; the relay is fair to events, and this list is as well.
    people.sort(key=lambda _: random.random())
    step = (OLDEST - NEWEST) / max(1, len(people))
    moments = [now - OLDEST + number * step for number in range(len(people))]
    await Job.raw(
        _WAITING,
        *(ImproveChunk.__name__, PRIORITY, schedule("nightly refresh")),
        [past_id(moment, random) for moment in moments],
        [event_id for event_id, _ in people],
        [_arguments(event_id, person) for event_id, person in people],
        moments,
    )
    return len(people)


def _arguments(event_id: UUID, person: UUID) -> str:
    return msgspec.json.encode(ImproveChunk(event_id=event_id, user_ids=(person,))).decode()
