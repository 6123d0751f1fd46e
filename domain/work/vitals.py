"""The pulse of the job system: what is done and what fails, and how each queue stands."""

from datetime import datetime, timedelta

from msgspec import Struct

from domain.ids import earliest_uuid7
from domain.tables import Job, JobAttempt

PERIOD = timedelta(hours=1)
MINUTES_SHOWN = 12
# The newest attempts only: a busy hour has more than a page should read.
MOST_ATTEMPTS = 10_000

# An attempt's id is made when it ends, so the primary key is in the order of time. Minute 0 is the one just gone.
_PULSE = """
WITH recent AS (
  SELECT outcome, finished_at FROM job_attempt WHERE id >= {} AND finished_at >= {} ORDER BY id DESC LIMIT {})
SELECT floor(extract(epoch FROM {} - finished_at) / 60)::int AS minute, count(*) AS attempts,
  count(*) FILTER (WHERE outcome = 'succeeded') AS succeeded,
  count(*) FILTER (WHERE outcome IN ('retried', 'dead', 'crashed')) AS failed
FROM recent GROUP BY minute ORDER BY minute
"""

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


class Pulse(Struct, frozen=True):
    """Attempts that ended: `per_minute` succeeded in each of the last minutes, oldest first; the others over `PERIOD`.

    `is_bounded` says that only the newest `MOST_ATTEMPTS` were looked at.
    """

    per_minute: tuple[int, ...]
    attempts: int
    failed: int
    is_bounded: bool


class QueueDepth(Struct, frozen=True):
    """One queue: `waiting` is due, `later` is not, `dispatched` goes to a worker; `oldest` is since it was due."""

    name: str
    waiting: int
    later: int
    dispatched: int
    running: int
    oldest: timedelta | None
    paused_at: datetime | None


async def read_pulse(now: datetime) -> Pulse:
    """What ended within `PERIOD`."""
    rows = await JobAttempt.raw(_PULSE, earliest_uuid7(now - PERIOD), now - PERIOD, MOST_ATTEMPTS, now)
    succeeded = {row["minute"]: row["succeeded"] for row in rows}
    attempts = sum(row["attempts"] for row in rows)
    return Pulse(
        per_minute=tuple(succeeded.get(minute, 0) for minute in reversed(range(MINUTES_SHOWN))),
        attempts=attempts,
        failed=sum(row["failed"] for row in rows),
        is_bounded=attempts >= MOST_ATTEMPTS,
    )


async def list_queues(now: datetime) -> tuple[QueueDepth, ...]:
    """Every queue that has work, a worker, or is paused; by name."""
    rows = await Job.raw(_QUEUES, now, now, now, now)
    return tuple([QueueDepth(**row) for row in rows])
