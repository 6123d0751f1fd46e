"""The workers with all that each is doing, and what became of the jobs of those that died."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.ids import earliest_uuid7
from domain.tables import Job, JobAttempt, Worker
from domain.work.states import State
from domain.work.workers import SILENT_AFTER

# A worker that died longer ago is of no interest any more.
LOOKED_BACK = timedelta(days=1)
MOST_WORKERS = 50
MOST_JOBS = 100
# Its jobs are rescued when their leases end; this is long after.
RESCUED_WITHIN = timedelta(minutes=10)

# The silent ones first.
_WORKERS = """
SELECT id, host, pid, version, queues, started_at, heartbeat_at FROM worker
WHERE stopped_at IS NULL AND heartbeat_at > {}
ORDER BY heartbeat_at > {}, CASE WHEN heartbeat_at > {} THEN started_at END, heartbeat_at DESC, id LIMIT {}
"""

_HELD = """
SELECT worker, job.id, name, queue, event_id, arguments, state, started_at, attempts, max_attempts, progress_done,
  progress_total, lease_until, count(*) OVER (PARTITION BY worker) AS of_worker
FROM job WHERE state IN ('running', 'dispatched') AND worker = ANY({}) ORDER BY worker, state DESC, started_at LIMIT {}
"""

_LOST = """
SELECT gone.worker, job.id, job.name, job.queue, job.event_id, job.arguments, job.state, job.started_at, job.attempts,
  job.max_attempts, job.progress_done, job.progress_total, job.lease_until, 0 AS of_worker
FROM unnest({}::uuid[], {}::uuid[], {}::uuid[]) AS gone (worker, first_id, last_id)
CROSS JOIN LATERAL (
  SELECT job_id FROM job_attempt WHERE id BETWEEN first_id AND last_id AND outcome = 'crashed'
    AND job_attempt.worker = gone.worker ORDER BY id LIMIT {}) lost
JOIN job ON job.id = lost.job_id ORDER BY gone.worker, job.id
"""


class HeldJob(Struct, frozen=True, kw_only=True):
    """A job that a worker runs, is about to run, or had when it died."""

    id: UUID
    name: str
    queue: str
    event_id: UUID
    arguments: str
    state: State
    started_at: datetime | None
    attempts: int
    max_attempts: int
    progress_done: int
    progress_total: int | None
    lease_until: datetime | None


class WorkerDetails(Struct, frozen=True, kw_only=True):
    """One worker process. `held` it has now, `lost` were taken from it after its death; each at most `MOST_JOBS`.

    `held_count` is how many there are. `is_alive`: its heartbeat is young.
    """

    id: UUID
    host: str
    pid: int
    version: str
    queues: tuple[str, ...]
    started_at: datetime
    heartbeat_at: datetime
    is_alive: bool
    held: tuple[HeldJob, ...]
    held_count: int
    lost: tuple[HeldJob, ...]


async def list_worker_details(now: datetime) -> tuple[WorkerDetails, ...]:
    """Those that have not signed off, the silent ones first, then the oldest; in three queries."""
    silent_since = now - SILENT_AFTER
    rows = await Worker.raw(_WORKERS, now - LOOKED_BACK, silent_since, silent_since, MOST_WORKERS)
    held = await Job.raw(_HELD, [row["id"] for row in rows], MOST_WORKERS * MOST_JOBS)
    gone = [row for row in rows if row["heartbeat_at"] <= silent_since]
    lost = await _read_lost(gone) if gone else []
    return tuple([_worker(row, silent_since, held, lost) for row in rows])


async def _read_lost(gone: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """An attempt's id is made when it is given up, so the primary key finds those of the minutes after a death."""
    found: list[Mapping[str, Any]] = await JobAttempt.raw(
        _LOST,
        [row["id"] for row in gone],
        [earliest_uuid7(row["heartbeat_at"]) for row in gone],
        [earliest_uuid7(row["heartbeat_at"] + RESCUED_WITHIN) for row in gone],
        MOST_JOBS,
    )
    return found


def _worker(
    row: Mapping[str, Any], silent_since: datetime, held: Sequence[Mapping[str, Any]], lost: Sequence[Mapping[str, Any]]
) -> WorkerDetails:
    own = [job for job in held if job["worker"] == row["id"]]
    return WorkerDetails(
        **{**row, "queues": tuple(row["queues"])},
        is_alive=row["heartbeat_at"] > silent_since,
        held=tuple(map(_job, own[:MOST_JOBS])),
        held_count=own[0]["of_worker"] if own else 0,
        lost=tuple([_job(job) for job in lost if job["worker"] == row["id"]]),
    )


def _job(row: Mapping[str, Any]) -> HeldJob:
    return HeldJob(**{**{name: row[name] for name in HeldJob.__struct_fields__}, "state": State(row["state"])})
