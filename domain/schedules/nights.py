"""How far the night's refresh of each event is: the algorithm's lists first, then the model's."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.ids import earliest_uuid7
from domain.tables import Job, ModelBatch
from domain.work.states import State

LOOKED_BACK = timedelta(days=2)
MOST_EVENTS = 50

# `part` is the algorithm's or the model's job; the newest of each, so that a night done again shows its last try.
_JOBS = """
WITH found AS (
  SELECT id, event_id, name, state, arguments ->> 'night' AS night, progress_done, progress_total, created_at,
    started_at, finished_at, error FROM job
  WHERE state = 'succeeded' AND name IN ('RefreshEvent', 'RefreshByModel') AND id >= {}
  UNION ALL
  SELECT id, event_id, name, state, arguments ->> 'night', progress_done, progress_total, created_at, started_at,
    finished_at, error FROM job
  WHERE state IN ('scheduled', 'dispatched', 'running', 'dead', 'cancelled')
    AND name IN ('RefreshEvent', 'RefreshByModel') AND id >= {}),
newest AS (SELECT DISTINCT ON (event_id, name) * FROM found ORDER BY event_id, name, id DESC)
SELECT newest.*, event.name AS event, coalesce(chunks.failed, 0)::int AS failed
FROM newest JOIN event ON event.id = newest.event_id
LEFT JOIN LATERAL (
  SELECT sum(jsonb_array_length(arguments -> 'user_ids')) AS failed FROM job chunk
  WHERE chunk.parent_id = newest.id AND chunk.state IN ('dead', 'cancelled')) chunks ON true
ORDER BY event.name, newest.id LIMIT {}
"""

_BATCHES = """
SELECT model_batch.event_id, purpose, state, count(*)::int AS batches,
  coalesce(sum(found.requests), 0)::int AS requests, coalesce(sum(found.done), 0)::int AS done,
  coalesce(sum(found.answered), 0)::int AS answered
FROM unnest({}::uuid[], {}::uuid[]) AS wanted (event_id, first_id)
JOIN model_batch ON model_batch.event_id = wanted.event_id AND model_batch.id >= wanted.first_id
LEFT JOIN LATERAL (
  SELECT count(*) AS requests, count(outcome) AS done,
    count(*) FILTER (WHERE outcome IN ('answered', 'partial')) AS answered
  FROM model_request WHERE batch_id = model_batch.id) found ON true
WHERE purpose IN ('sessions', 'speakers')
GROUP BY model_batch.event_id, purpose, state ORDER BY purpose, state
"""


_Row = Mapping[str, Any]
AWAITED = ("intended", "submitted")


class Stage(Struct, frozen=True, kw_only=True):
    """One job of a night, in people: how many are done, of how many, and for how many of them in vain."""

    id: UUID
    state: State
    done: int
    total: int | None
    failed: int
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error: str | None


class BatchShare(Struct, frozen=True):
    """The batches of one purpose in one state: how many, of how many requests, ended ones, and answered ones."""

    purpose: str
    state: str
    batches: int
    requests: int
    done: int
    answered: int


class Night(Struct, frozen=True, kw_only=True):
    """One event's refresh. `night` None: begun by hand. `by_model` None: the model is not asked, or not yet."""

    event_id: UUID
    event: str
    night: date | None
    by_algorithm: Stage | None
    by_model: Stage | None
    batches: tuple[BatchShare, ...]

    @property
    def lists_by_model(self) -> int:
        """For how many people the model answered about sessions, by batch."""
        return sum(batch.answered for batch in self.batches if batch.purpose == "sessions")

    @property
    def awaits_batches(self) -> bool:
        """Whether answers may still come."""
        return any(batch.state in AWAITED for batch in self.batches)


async def read_nights(now: datetime) -> tuple[Night, ...]:
    """The last refresh of each event within `LOOKED_BACK`, by the event's name; two queries."""
    since = earliest_uuid7(now - LOOKED_BACK)
    rows = await Job.raw(_JOBS, since, since, 2 * MOST_EVENTS)
    events = {row["event_id"]: row["event"] for row in rows}
    found = {(row["event_id"], row["name"]): row for row in rows}
    # Ids are in the order of time: what was sent before the refresh began belongs to another.
    first = {event_id: min(row["id"] for row in rows if row["event_id"] == event_id) for event_id in events}
    first |= {event_id: row["id"] for (event_id, name), row in found.items() if name == "RefreshEvent"}
    batches = await ModelBatch.raw(_BATCHES, list(first), list(first.values())) if first else []
    return tuple([_night(event_id, name, found, batches) for event_id, name in events.items()])


def _night(event_id: UUID, event: str, found: Mapping[tuple[UUID, str], _Row], batches: Sequence[_Row]) -> Night:
    made, asked = found.get((event_id, "RefreshEvent")), found.get((event_id, "RefreshByModel"))
    night = (made or asked or {}).get("night")
    if made and asked and asked["id"] < made["id"]:
        asked = None  # that of the night before
    of_night = [row for row in batches if row["event_id"] == event_id]
    return Night(
        event_id=event_id,
        event=event,
        night=date.fromisoformat(night) if night else None,
        by_algorithm=_stage(made),
        by_model=_stage(asked),
        batches=tuple([BatchShare(**{key: row[key] for key in BatchShare.__struct_fields__}) for row in of_night]),
    )


def _stage(row: _Row | None) -> Stage | None:
    if row is None:
        return None
    return Stage(
        id=row["id"],
        state=State(row["state"]),
        done=row["progress_done"],
        total=row["progress_total"],
        failed=row["failed"],
        asked_at=row["created_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        error=row["error"],
    )
