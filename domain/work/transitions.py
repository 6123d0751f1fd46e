"""Where a job passes from one state to another by itself; `by_hand.py` has what people may do to it.

Each function is one statement, fenced by (id, dispatch number, worker): whoever lost a job may write nothing of it.
All times are the database's, so the clocks of the workers' machines do not matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any
from uuid import UUID

import asyncpg

from domain.ids import NIL, uuid7
from domain.tables import Job
from domain.work.ending import Ending, Failure
from domain.work.fingerprint import WORKER_DIED
from domain.work.statements import CLAIM, DISPATCH, END, RENEW, RESCUE, UNDISPATCH
from domain.work.states import State

LEASE = timedelta(seconds=15)
# A ticket lost with an emptied Redis is dispatched anew after this.
DISPATCH_LEASE = timedelta(seconds=10)
# After a restart of PostgreSQL, for the workers to renew their leases.
RESTART_GRACE = timedelta(seconds=5)
MAX_CRASHES = 5
EVENTS_PER_ROUND = 50
NO_FAILURE = Failure(None, None, None)


@dataclass(frozen=True)
class Ticket:
    """A job dispatched to one worker."""

    job_id: UUID
    dispatch_no: int
    event_id: UUID
    name: str


@dataclass
class Cursor:
    """The event at which the next look at a queue begins; nil unless there were more events than one look takes.

    `was_contested`: other relays were at the same jobs, and there may be more behind them.
    """

    next_event: UUID = NIL
    was_contested: bool = False


@dataclass(frozen=True)
class HeldJob:
    """A job that this worker runs, and the fence it writes behind."""

    id: UUID
    name: str
    arguments: str
    attempt: int
    max_attempts: int
    timeout: timedelta
    dispatch_no: int
    worker: UUID
    request_id: str | None


@dataclass(frozen=True)
class Rescued:
    """A job whose lease ran out: the state it is in now, and how often its worker died under it."""

    id: UUID
    name: str
    state: State
    crashes: int
    was_running: bool


class Lease(Enum):
    """What became of a lease that was to be renewed."""

    KEPT = "kept"
    LOST = "lost"
    UNWANTED = "unwanted"


async def dispatch(
    worker: UUID, queue: str, limit: int, cursor: Cursor | None = None, held: Mapping[UUID, int] | None = None
) -> list[Ticket]:
    """`scheduled → dispatched` for at most `limit` due jobs, fairly between events, of which `held` run already.

    It looks at fifty events from the cursor on, and moves that to the first it did not look at.
    """
    cursor, held = cursor or Cursor(), held or {}
    rows = await Job.raw(
        DISPATCH,
        *(queue, cursor.next_event, queue, EVENTS_PER_ROUND, queue, limit),
        *(list(held), list(held.values()), queue, limit, worker, DISPATCH_LEASE, EVENTS_PER_ROUND),
    )
    tickets = [Ticket(row["id"], row["dispatch_no"], row["event_id"], row["name"]) for row in rows if row["id"]]
    reached = rows[0]["reached"]
    cursor.next_event = NIL if reached is None else _after(reached)
    cursor.was_contested = len(tickets) < limit <= rows[0]["seen"]
    return tickets


def _after(event_id: UUID) -> UUID:
    return UUID(int=(event_id.int + 1) % 2**128)


async def held_by(worker: UUID) -> set[tuple[UUID, int]]:
    """Job id and dispatch number of what is dispatched to a worker, or runs on it."""
    rows = await Job.raw(
        "SELECT id, dispatch_no FROM job WHERE state IN ('dispatched', 'running') AND worker = {}", worker
    )
    return {(row["id"], row["dispatch_no"]) for row in rows}


async def undispatch(worker: UUID, job_ids: Sequence[UUID] | None = None) -> None:
    """`dispatched → scheduled` for a worker's jobs: those named, whose ticket was not passed on, or all."""
    await Job.raw(
        f"{UNDISPATCH} AND worker = {{}} AND ({{}}::uuid[] IS NULL OR id = ANY({{}}))", worker, job_ids, job_ids or []
    )


async def undispatch_all() -> int:
    """`dispatched → scheduled` for the jobs of all workers, when their tickets are gone; how many."""
    return len(await Job.raw(f"{UNDISPATCH} RETURNING id"))


async def claim(worker: UUID, tickets: Sequence[tuple[UUID, int]]) -> list[HeldJob | None]:
    """`dispatched → running` for tickets of (job id, dispatch number); None for each stale one.

    Idempotent, so a lost answer may be asked for again.
    """
    rows = await Job.raw(CLAIM, LEASE, *_columns(tickets), worker)
    held = {row["id"]: HeldJob(**row) for row in rows}
    return [held.get(job_id) for job_id, _ in tickets]


async def renew_leases(worker: UUID, jobs: Sequence[HeldJob]) -> list[Lease]:
    """Keep running jobs, and hear which of them were lost, or are to be cancelled."""
    rows = await Job.raw(RENEW, LEASE, *_columns(_fences(jobs)), worker)
    kept = {row["id"]: Lease.UNWANTED if row["cancel_requested"] else Lease.KEPT for row in rows}
    return [kept.get(job.id, Lease.LOST) for job in jobs]


async def end_attempts(worker: UUID, endings: Sequence[tuple[HeldJob, Ending]]) -> list[bool]:
    """`running →` wherever each ending says, with its attempt's row; False for each job that was lost meanwhile.

    Idempotent: what is ended already counts as lost.
    """
    try:
        ended = await _end(worker, endings)
    except asyncpg.UniqueViolationError:
        # A newer job with the same key came between the look and the update; one by one, each look sees all others.
        ended = {job_id for ending in endings for job_id in await _end(worker, [ending])}
    return [job.id in ended for job, _ in endings]


async def _end(worker: UUID, endings: Sequence[tuple[HeldJob, Ending]]) -> set[UUID]:
    ends = [ending for _, ending in endings]
    failures = [ending.failure or NO_FAILURE for ending in ends]
    rows = await Job.raw(
        END,
        *_columns(_fences([job for job, _ in endings])),
        [ending.state for ending in ends],
        [ending.delay for ending in ends],
        [0 if ending.spends_attempt else 1 for ending in ends],
        [ending.result for ending in ends],
        [uuid7() for _ in ends],
        [ending.outcome for ending in ends],
        [failure.error_class for failure in failures],
        [failure.message for failure in failures],
        [failure.traceback for failure in failures],
        [failure.fingerprint for failure in failures],
        worker,
    )
    return {row["id"] for row in rows}


async def rescue(limit: int = 100) -> list[Rescued]:
    """Make jobs due again whose lease ran out; dead after five crashes."""
    try:
        rows = await _rescue(limit)
    except asyncpg.UniqueViolationError:
        # Two of them have the same dedupe key: one by one, the second sees that the first waits.
        rows = await _rescue(1)
    return [
        Rescued(row["id"], row["name"], State(row["state"]), row["crashes"], was_running=row["was"] == State.RUNNING)
        for row in rows
    ]


async def _rescue(limit: int) -> list[dict[str, Any]]:
    ids = [uuid7() for _ in range(limit)]
    rows: list[dict[str, Any]] = await Job.raw(RESCUE, MAX_CRASHES, RESTART_GRACE, limit, WORKER_DIED, ids)
    return rows


def _fences(jobs: Sequence[HeldJob]) -> list[tuple[UUID, int]]:
    return [(job.id, job.dispatch_no) for job in jobs]


def _columns(fences: Sequence[tuple[UUID, int]]) -> tuple[list[UUID], list[int]]:
    return [job_id for job_id, _ in fences], [dispatch_no for _, dispatch_no in fences]
