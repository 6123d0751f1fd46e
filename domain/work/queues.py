"""How each queue stands: what waits in it, since when, what runs, and whether it is paused."""

from datetime import datetime, timedelta

from msgspec import Struct

from domain.tables import Job

_QUEUES = """
SELECT name, max(paused_at) AS paused_at, sum(waiting)::int AS waiting, sum(later)::int AS later,
  sum(dispatched)::int AS dispatched, sum(running)::int AS running, {} - min(oldest_due_at) AS oldest
FROM (
  SELECT queue AS name, NULL::timestamptz AS paused_at, count(*) FILTER (WHERE due_at <= {}) AS waiting,
    count(*) FILTER (WHERE due_at > {}) AS later, 0 AS dispatched, 0 AS running,
    min(due_at) FILTER (WHERE due_at <= {}) AS oldest_due_at
  FROM job WHERE state = 'scheduled' GROUP BY queue
  UNION ALL
  SELECT queue, NULL, 0, 0, count(*) FILTER (WHERE state = 'dispatched'), count(*) FILTER (WHERE state = 'running'),
    min(due_at) FILTER (WHERE state = 'dispatched')
  FROM job WHERE state IN ('dispatched', 'running') GROUP BY queue
  UNION ALL
  SELECT name, paused_at, 0, 0, 0, 0, NULL FROM queue
  UNION ALL
  SELECT DISTINCT unnest(queues), NULL::timestamptz, 0, 0, 0, 0, NULL::timestamptz FROM worker WHERE stopped_at IS NULL
) part GROUP BY name ORDER BY name
"""


class QueueDepth(Struct, frozen=True):
    """One queue: `waiting` is due, `later` is not, `dispatched` goes to a worker; `oldest` is since it was due."""

    name: str
    waiting: int
    later: int
    dispatched: int
    running: int
    oldest: timedelta | None
    paused_at: datetime | None


async def list_queues(now: datetime) -> tuple[QueueDepth, ...]:
    """Every queue that has work, a worker, or is paused; by name."""
    rows = await Job.raw(_QUEUES, now, now, now, now)
    return tuple([QueueDepth(**row) for row in rows])
