"""Enqueue: an INSERT into the ledger, in the caller's own transaction.

If the transaction rolls back there is no job; if it commits the job cannot be lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from structlog.contextvars import get_contextvars

from domain.ids import uuid7
from domain.tables import Job
from domain.work.origin import current_origin
from domain.work.transaction import poke_after_commit
from domain.work.work import Work

# While one with the same key waits, the newest request wins: its arguments, the earlier of the two due times, and the
# queue of whichever is more urgent. What the waiting one has done of an earlier request counts no more.
INSERT = """
INSERT INTO job (id, name, queue, event_id, arguments, dedupe_key, priority, due_at, max_attempts, timeout, parent_id,
                 request_id, origin)
SELECT id, name, queue, event_id, arguments, dedupe_key, priority, coalesce({}::timestamptz, now()), max_attempts,
       timeout, {}::uuid, {}::text, {}::text
FROM unnest({}::uuid[], {}::text[], {}::text[], {}::uuid[], {}::jsonb[], {}::text[], {}::smallint[], {}::int[],
            {}::interval[])
  AS new (id, name, queue, event_id, arguments, dedupe_key, priority, max_attempts, timeout)
ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL AND state IN ('scheduled', 'dispatched') DO UPDATE SET
  arguments = excluded.arguments,
  due_at = least(job.due_at, excluded.due_at),
  queue = CASE WHEN excluded.priority > job.priority AND job.state = 'scheduled' THEN excluded.queue ELSE job.queue END,
  priority = greatest(job.priority, excluded.priority),
  progress_done = 0, progress_total = NULL, origin = excluded.origin, changed_at = now()
RETURNING id
"""


@dataclass(frozen=True)
class Placement:
    """Where a job goes, if not where its Work says: a fan-out puts its children in its own queue, behind people."""

    queue: str | None = None
    priority: int | None = None
    due_at: datetime | None = None
    parent_id: UUID | None = None


async def enqueue(work: Work, placement: Placement | None = None) -> UUID:
    """Ask for one piece of work; the id of its job, or of the waiting one with the same dedupe key."""
    [job_id] = await enqueue_all([work], placement)
    return job_id


async def enqueue_all(works: Sequence[Work], placement: Placement | None = None) -> list[UUID]:
    """Ask for many pieces of work in one statement. No two of them may share a dedupe key."""
    if not works:
        return []
    placement = placement or Placement()
    rows = await Job.raw(
        INSERT,
        placement.due_at,
        placement.parent_id,
        get_contextvars().get("request_id"),
        current_origin(),
        [uuid7() for _ in works],
        [type(work).__name__ for work in works],
        [placement.queue or work.queue for work in works],
        [work.event for work in works],
        [msgspec.json.encode(work).decode() for work in works],
        [work.dedupe_key for work in works],
        [work.priority if placement.priority is None else placement.priority for work in works],
        [work.max_attempts for work in works],
        [work.timeout for work in works],
    )
    poke_after_commit()
    return [row["id"] for row in rows]
