"""The one place where a job passes from one state to another.

Each function is one statement, fenced by (id, dispatch number, worker): whoever lost a job may write nothing of it.
All times are the database's, so the clocks of the workers' machines do not matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import asyncpg

from domain.ids import NIL, uuid7
from domain.tables import Job
from domain.work.ending import Ending
from domain.work.states import State

LEASE = timedelta(seconds=15)
# A ticket lost with an emptied Redis is dispatched anew after this.
DISPATCH_LEASE = timedelta(seconds=10)
MAX_CRASHES = 5
EVENTS_PER_ROUND = 50

# A skip scan over the events that have due work, then the best few of each: no event waits behind another's thousands.
DISPATCH = """
WITH RECURSIVE
ev (event_id, n) AS (
  (SELECT event_id, 1 FROM job WHERE state = 'scheduled' AND queue = {} AND event_id >= {} ORDER BY event_id LIMIT 1)
  UNION ALL
  SELECT (SELECT j.event_id FROM job j WHERE j.state = 'scheduled' AND j.queue = {} AND j.event_id > ev.event_id
          ORDER BY j.event_id LIMIT 1), n + 1
  FROM ev WHERE event_id IS NOT NULL AND n < {}),
candidate AS (
  SELECT best.* FROM ev CROSS JOIN LATERAL (
    SELECT id, priority, due_at, row_number() OVER () AS turn FROM (
      SELECT id, priority, due_at FROM job j
      WHERE j.state = 'scheduled' AND j.queue = {} AND j.event_id = ev.event_id AND due_at <= now()
      ORDER BY priority DESC, due_at LIMIT {}) best_of_event) best
  WHERE ev.event_id IS NOT NULL),
picked AS MATERIALIZED (
  SELECT j.id FROM job j JOIN candidate USING (id)
  WHERE j.state = 'scheduled' AND j.queue = {}
    AND NOT EXISTS (SELECT FROM queue WHERE queue.name = j.queue AND paused_at IS NOT NULL)
  ORDER BY candidate.priority DESC, turn, candidate.due_at LIMIT {} FOR UPDATE OF j SKIP LOCKED)
UPDATE job SET state = 'dispatched', worker = {}, dispatch_no = dispatch_no + 1, lease_until = now() + {}::interval
FROM picked WHERE job.id = picked.id
RETURNING job.id, job.dispatch_no, job.event_id
"""

CLAIM = """
UPDATE job SET state = 'running', attempts = attempts + (state = 'dispatched')::int, started_at = now(), error = NULL,
  lease_until = now() + {}::interval
WHERE id = {} AND dispatch_no = {} AND worker = {} AND state IN ('dispatched', 'running')
RETURNING id, name, arguments, attempts AS attempt, max_attempts, timeout, dispatch_no, worker, request_id
"""

# A job that would wait again while a newer one with its key waits already is superseded by that one.
END = """
WITH held AS (
  SELECT id, CASE WHEN {} = 'scheduled' AND EXISTS (
    SELECT FROM job newer WHERE newer.dedupe_key = job.dedupe_key AND newer.state IN ('scheduled', 'dispatched'))
    THEN 'cancelled' ELSE {} END AS state
  FROM job WHERE id = {} AND dispatch_no = {} AND worker = {} AND state = 'running' FOR UPDATE),
ended AS (
  UPDATE job SET state = held.state, lease_until = NULL, due_at = now() + {}::interval,
    attempts = attempts - {}::int, result = {}::jsonb, error = {},
    finished_at = CASE WHEN held.state = 'scheduled' THEN NULL ELSE now() END
  FROM held WHERE job.id = held.id RETURNING job.*),
attempt AS (
  INSERT INTO job_attempt (id, job_id, dispatch_no, worker, outcome, started_at, error_class, error_message, traceback)
  SELECT {}, id, dispatch_no, worker, {}::text, started_at, {}, {}, {} FROM ended WHERE {}::text IS NOT NULL)
SELECT id FROM ended
"""

RESCUE = """
WITH expired AS (
  SELECT id, state, CASE
      WHEN state = 'running' AND crashes + 1 >= {} THEN 'dead'
      WHEN state = 'running' AND EXISTS (
        SELECT FROM job newer WHERE newer.dedupe_key = job.dedupe_key AND newer.state IN ('scheduled', 'dispatched'))
        THEN 'cancelled'
      ELSE 'scheduled' END AS next
  FROM job WHERE state IN ('dispatched', 'running') AND lease_until < now()
  ORDER BY id LIMIT {} FOR UPDATE SKIP LOCKED),
rescued AS (
  UPDATE job SET state = expired.next, lease_until = NULL, due_at = now(),
    attempts = attempts - (expired.state = 'running')::int, crashes = crashes + (expired.state = 'running')::int,
    error = CASE WHEN expired.state = 'running' THEN 'the worker died' ELSE error END,
    finished_at = CASE WHEN expired.next <> 'scheduled' THEN now() END
  FROM expired WHERE job.id = expired.id
  RETURNING job.*, expired.state AS was),
attempt AS (
  INSERT INTO job_attempt (id, job_id, dispatch_no, worker, outcome, started_at, error_message)
  SELECT gen_random_uuid(), id, dispatch_no, worker, 'crashed', started_at, 'the worker died'
  FROM rescued WHERE was = 'running')
SELECT id, state FROM rescued
"""


@dataclass(frozen=True)
class Ticket:
    """A job dispatched to one worker."""

    job_id: UUID
    dispatch_no: int
    event_id: UUID


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


async def dispatch(worker: UUID, queue: str, limit: int, start_at: UUID = NIL) -> list[Ticket]:
    """`scheduled → dispatched` for at most `limit` due jobs, fairly between events, from event `start_at` on."""
    rows = await Job.raw(
        DISPATCH, queue, start_at, queue, EVENTS_PER_ROUND, queue, limit, queue, limit, worker, DISPATCH_LEASE
    )
    return [Ticket(row["id"], row["dispatch_no"], row["event_id"]) for row in rows]


async def undispatch(worker: UUID, job_ids: Sequence[UUID] | None = None) -> None:
    """`dispatched → scheduled` for a worker's jobs: those named, whose ticket was not passed on, or all."""
    await Job.raw(
        "UPDATE job SET state = 'scheduled', lease_until = NULL WHERE state = 'dispatched' AND worker = {} "
        "AND ({}::uuid[] IS NULL OR id = ANY({}))",
        worker,
        job_ids,
        job_ids or [],
    )


async def claim(job_id: UUID, dispatch_no: int, worker: UUID) -> HeldJob | None:
    """`dispatched → running`; None if the ticket is stale. Idempotent, so a lost answer may be asked for again."""
    rows = await Job.raw(CLAIM, LEASE, job_id, dispatch_no, worker)
    return HeldJob(**rows[0]) if rows else None


async def renew_lease(job: HeldJob) -> bool:
    """Keep a running job; False if it was lost."""
    rows = await Job.raw(
        "UPDATE job SET lease_until = now() + {}::interval "
        "WHERE id = {} AND dispatch_no = {} AND worker = {} AND state = 'running' RETURNING id",
        LEASE,
        job.id,
        job.dispatch_no,
        job.worker,
    )
    return bool(rows)


async def end_attempt(job: HeldJob, ending: Ending) -> bool:
    """`running →` wherever the ending says, with its attempt's row; False if the job was lost, and nothing written."""
    try:
        return await _end(job, ending)
    except asyncpg.UniqueViolationError:
        # A newer job with the same key was enqueued between the look and the update: now the look sees it.
        return await _end(job, ending)


async def _end(job: HeldJob, ending: Ending) -> bool:
    failure = ending.failure
    rows = await Job.raw(
        END,
        ending.state,
        ending.state,
        job.id,
        job.dispatch_no,
        job.worker,
        ending.delay,
        0 if ending.spends_attempt else 1,
        ending.result,
        failure and failure.message,
        uuid7(),
        ending.outcome,
        failure and failure.error_class,
        failure and failure.message,
        failure and failure.traceback,
        ending.outcome,
    )
    return bool(rows)


async def rescue(limit: int = 100) -> dict[UUID, State]:
    """Make jobs due again whose lease ran out; dead after five crashes. The state each is in now, by id."""
    try:
        rows = await Job.raw(RESCUE, MAX_CRASHES, limit)
    except asyncpg.UniqueViolationError:
        # Two of them have the same dedupe key: one by one, the second sees that the first waits.
        rows = await Job.raw(RESCUE, MAX_CRASHES, 1)
    return {row["id"]: State(row["state"]) for row in rows}
