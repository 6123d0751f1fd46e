"""One job with its attempts and its family, for those who look into what happened."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.errors import NotFound
from domain.tables import Job, JobAttempt
from domain.work.states import State

MOST_ATTEMPTS = 50
MOST_CHILDREN = 20

_JOB = """
SELECT job.*, parent.name AS parent_name, parent.state AS parent_state, worker.host AS worker_host,
  worker.pid AS worker_pid, repeated.name AS repeated_name, repeated.state AS repeated_state
FROM job
LEFT JOIN job parent ON parent.id = job.parent_id
LEFT JOIN job repeated ON repeated.id = job.replayed_from
LEFT JOIN worker ON worker.id = job.worker
WHERE job.id = {}
"""

_ATTEMPTS = """
SELECT row_number() OVER (ORDER BY a.dispatch_no)::int AS number, a.dispatch_no, a.outcome, a.started_at, a.finished_at,
  a.error_class, a.error_message, a.traceback, worker.host AS worker_host, worker.pid AS worker_pid
FROM job_attempt a LEFT JOIN worker ON worker.id = a.worker
WHERE a.job_id = {} ORDER BY a.dispatch_no DESC LIMIT {}
"""

_REPEATS = "SELECT id, name, state FROM job WHERE replayed_from = {} ORDER BY id DESC LIMIT {}"

_CHILDREN = """
SELECT id, name, state, count(*) OVER () AS total, count(*) FILTER (WHERE state = 'succeeded') OVER () AS succeeded
FROM job WHERE parent_id = {} ORDER BY (state = 'succeeded'), id LIMIT {}
"""


class Attempt(Struct, frozen=True, kw_only=True):
    """One run that ended; `number` counts from the first. Not every dispatch becomes one."""

    number: int
    dispatch_no: int
    outcome: str
    started_at: datetime
    finished_at: datetime
    error_class: str | None
    error_message: str | None
    traceback: str | None
    worker_host: str | None
    worker_pid: int | None


class Relative(Struct, frozen=True):
    """A job's parent, or one of its children."""

    id: UUID
    name: str
    state: State


class JobDetails(Struct, frozen=True, kw_only=True):
    """All there is to know of one job. `attempts_made` are newest first; `children` show the unfinished ones first.

    `origin` says who asked for it, such as `person:` or `job:` with an id. It is repeated, with edited arguments, by
    `repeats`; `repeated` is what it repeats itself.
    """

    id: UUID
    name: str
    queue: str
    event_id: UUID
    arguments: str
    dedupe_key: str | None
    state: State
    priority: int
    due_at: datetime
    attempts: int
    max_attempts: int
    crashes: int
    timeout: timedelta
    dispatch_no: int
    worker_host: str | None
    worker_pid: int | None
    lease_until: datetime | None
    cancel_requested: bool
    progress_done: int
    progress_total: int | None
    result: str | None
    error: str | None
    request_id: str | None
    origin: str | None
    fingerprint: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    attempts_made: tuple[Attempt, ...]
    parent: Relative | None
    repeated: Relative | None
    repeats: tuple[Relative, ...]
    children: tuple[Relative, ...]
    child_count: int
    children_succeeded: int


_OWN_COLUMNS = tuple(
    field
    for field in JobDetails.__struct_fields__
    if field
    not in ("state", "attempts_made", "parent", "repeated", "repeats", "children", "child_count", "children_succeeded")
)


async def read_job(job_id: UUID) -> JobDetails:
    """Four queries by key.

    Raises: `NotFound`.
    """
    rows = await Job.raw(_JOB, job_id)
    if not rows:
        raise NotFound("There is no job with this id. Jobs that ended long ago are deleted.")
    attempts = await JobAttempt.raw(_ATTEMPTS, job_id, MOST_ATTEMPTS)
    children = await Job.raw(_CHILDREN, job_id, MOST_CHILDREN)
    repeats = await Job.raw(_REPEATS, job_id, MOST_CHILDREN)
    return _details(rows[0], attempts, children, repeats)


def _details(
    job: dict[str, Any], attempts: list[dict[str, Any]], children: list[dict[str, Any]], repeats: list[dict[str, Any]]
) -> JobDetails:
    return JobDetails(
        **{field: job[field] for field in _OWN_COLUMNS},
        state=State(job["state"]),
        attempts_made=tuple([Attempt(**row) for row in attempts]),
        parent=_relative(job["parent_id"], job["parent_name"], job["parent_state"]),
        repeated=_relative(job["replayed_from"], job["repeated_name"], job["repeated_state"]),
        repeats=tuple([Relative(row["id"], row["name"], State(row["state"])) for row in repeats]),
        children=tuple([Relative(row["id"], row["name"], State(row["state"])) for row in children]),
        child_count=children[0]["total"] if children else 0,
        children_succeeded=children[0]["succeeded"] if children else 0,
    )


def _relative(job_id: UUID | None, name: str | None, state: str | None) -> Relative | None:
    """None for a job that is gone."""
    return Relative(job_id, name, State(state)) if job_id and name and state else None
