"""The worker processes, and what each is doing."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from domain.tables import Worker

# Three heartbeats missed.
SILENT_AFTER = timedelta(seconds=15)
# Who has been silent for longer is history.
FORGOTTEN_AFTER = timedelta(minutes=10)
MOST_LISTED = 50

_LIST = """
SELECT worker.id, host, pid, version, queues, started_at, heartbeat_at, {} - heartbeat_at AS silent_for,
  coalesce(busy.running, 0)::int AS running, busy.job_id, busy.job_name
FROM worker
LEFT JOIN (SELECT worker, count(*) AS running, (array_agg(id ORDER BY id))[1] AS job_id,
             (array_agg(name ORDER BY id))[1] AS job_name
           FROM job WHERE state = 'running' GROUP BY worker) busy ON busy.worker = worker.id
WHERE stopped_at IS NULL AND heartbeat_at > {}
ORDER BY started_at, worker.id LIMIT {}
"""


_REPLACED = """
SELECT queues, count(*)::int AS deaths, max(replaced_at) AS last_at FROM worker WHERE replaced_at > {}
GROUP BY queues ORDER BY queues LIMIT {}
"""


class Replaced(Struct, frozen=True):
    """Workers of the same queues that died, each with a successor: how many, and when the last one was replaced."""

    queues: tuple[str, ...]
    deaths: int
    last_at: datetime


class WorkerStatus(Struct, frozen=True, kw_only=True):
    """One worker process; `job_id` is the oldest of the jobs it runs."""

    id: UUID
    host: str
    pid: int
    version: str
    queues: tuple[str, ...]
    started_at: datetime
    heartbeat_at: datetime
    running: int
    job_id: UUID | None
    job_name: str | None
    silent_for: timedelta

    @property
    def is_alive(self) -> bool:
        return self.silent_for < SILENT_AFTER


async def list_workers(now: datetime) -> tuple[WorkerStatus, ...]:
    """Those that have not signed off and were heard of lately, oldest first."""
    rows = await Worker.raw(_LIST, now, now - FORGOTTEN_AFTER, MOST_LISTED)
    return tuple([WorkerStatus(**{**row, "queues": tuple(row["queues"])}) for row in rows])


async def list_replaced(since: datetime) -> tuple[Replaced, ...]:
    """Who died and was replaced since then; nobody misses them, and yet they died."""
    rows = await Worker.raw(_REPLACED, since, MOST_LISTED)
    return tuple([Replaced(**{**row, "queues": tuple(row["queues"])}) for row in rows])
