"""What people may do to jobs, each one statement; `transitions.py` has what the job system does by itself.

Each looks again at the job's state, and leaves alone what somebody else is changing at that moment, so it never waits
behind a worker. Rows that changed after `as_of` are not meant.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.tables import Job
from domain.work.states import State

RETRIED = frozenset({State.DEAD, State.CANCELLED})
CANCELLED = frozenset({State.SCHEDULED, State.DISPATCHED, State.RUNNING})
DELETED = frozenset({State.SUCCEEDED, State.DEAD, State.CANCELLED})
RUN_NOW = frozenset({State.SCHEDULED})
PRIORITIZED = frozenset({State.SCHEDULED, State.DISPATCHED})

LOWEST_PRIORITY, HIGHEST_PRIORITY = -100, 100
# A job whose lease is just being renewed is free again by then.
PAUSE_SECONDS = 0.05

_CHOSEN = """
chosen AS MATERIALIZED (
  SELECT id, name, state, priority, dedupe_key, parent_id FROM job
  WHERE id = ANY({}) AND state IN (%s) AND changed_at <= coalesce({}::timestamptz, 'infinity') %s
  ORDER BY id FOR UPDATE SKIP LOCKED)"""

_WAS = "chosen.id, chosen.name, chosen.state, chosen.priority"


def _chosen(states: frozenset[State], condition: str = "") -> str:
    return _CHOSEN % (", ".join(f"'{state.value}'" for state in sorted(states)), condition)


# Of those with one key the newest; and none where a newer job with that key waits: that one does the work.
_RETRY = f"""
WITH {_chosen(RETRIED)},
wanted AS (
  SELECT id FROM (
    SELECT id, dedupe_key, row_number() OVER (PARTITION BY coalesce(dedupe_key, id::text) ORDER BY id DESC) AS newest
    FROM chosen) ranked
  WHERE newest = 1 AND NOT EXISTS (
    SELECT FROM job newer WHERE newer.dedupe_key = ranked.dedupe_key AND newer.state IN ('scheduled', 'dispatched'))),
changed AS (
  UPDATE job SET state = 'scheduled', attempts = 0, crashes = 0, cancel_requested = false, due_at = now(),
    finished_at = NULL, error = NULL, fingerprint = NULL, changed_at = now()
  FROM wanted WHERE job.id = wanted.id RETURNING job.id)
SELECT {_WAS}, changed.id IS NOT NULL AS is_changed FROM chosen LEFT JOIN changed ON changed.id = chosen.id
"""  # noqa: S608  # written in the code

# A running job is asked to stop, and its worker ends it as cancelled; a waiting one is cancelled at once.
_CANCEL = f"""
WITH {_chosen(CANCELLED, "AND NOT cancel_requested")}
UPDATE job SET cancel_requested = true, fingerprint = NULL,
  state = CASE WHEN job.state = 'running' THEN job.state ELSE 'cancelled' END,
  changed_at = CASE WHEN job.state = 'running' THEN job.changed_at ELSE now() END,
  finished_at = CASE WHEN job.state = 'running' THEN NULL ELSE now() END
FROM chosen WHERE job.id = chosen.id
RETURNING {_WAS}, true AS is_changed
"""  # noqa: S608  # written in the code

# A part of work that is not over stays: the whole counts its parts. What it left behind itself stays too.
_DELETE = f"""
WITH {_chosen(DELETED)},
kept AS (
  SELECT chosen.id FROM chosen JOIN job parent ON parent.id = chosen.parent_id
  WHERE parent.state IN ('scheduled', 'dispatched', 'running')),
changed AS (
  DELETE FROM job USING chosen WHERE job.id = chosen.id AND job.id NOT IN (SELECT id FROM kept) RETURNING job.id)
SELECT {_WAS}, changed.id IS NOT NULL AS is_changed FROM chosen LEFT JOIN changed ON changed.id = chosen.id
"""  # noqa: S608  # written in the code

_RUN_NOW = f"""
WITH {_chosen(RUN_NOW, "AND due_at > now()")}
UPDATE job SET due_at = now() FROM chosen WHERE job.id = chosen.id RETURNING {_WAS}, true AS is_changed
"""  # noqa: S608  # written in the code

_PRIORITIZE = f"""
WITH {_chosen(PRIORITIZED)}
UPDATE job SET priority = {{}} FROM chosen WHERE job.id = chosen.id RETURNING {_WAS}, true AS is_changed
"""  # noqa: S608  # written in the code


class Was(Struct, frozen=True):
    """A job as it was before."""

    id: UUID
    name: str
    state: State
    priority: int


class Touched(Struct, frozen=True):
    """The jobs that were changed, and those that could have been, but that something speaks against."""

    changed: tuple[Was, ...]
    kept: tuple[Was, ...]


async def retry(ids: Sequence[UUID], as_of: datetime | None = None) -> Touched:
    """`dead | cancelled → scheduled`, with all their attempts before them; kept where a newer job does the work.

    Raises: `asyncpg.UniqueViolationError` if one with the same key is enqueued at that moment; try again.
    """
    return await _touch(_RETRY, ids, as_of)


async def cancel(ids: Sequence[UUID], as_of: datetime | None = None) -> Touched:
    """`scheduled | dispatched → cancelled`; running jobs are asked to stop."""
    return await _touch(_CANCEL, ids, as_of)


async def delete(ids: Sequence[UUID], as_of: datetime | None = None) -> Touched:
    """Delete jobs that ended, with their attempts; kept while they are a part of work that is not over."""
    return await _touch(_DELETE, ids, as_of)


async def run_now(ids: Sequence[UUID], as_of: datetime | None = None) -> Touched:
    """Make scheduled jobs due that are not."""
    return await _touch(_RUN_NOW, ids, as_of)


async def prioritize(ids: Sequence[UUID], priority: int, as_of: datetime | None = None) -> Touched:
    """Give waiting jobs a priority; a higher one is passed on sooner."""
    return await _touch(_PRIORITIZE, ids, as_of, priority)


async def _touch(statement: str, ids: Sequence[UUID], as_of: datetime | None, *values: object) -> Touched:
    """Once for all, and once more for those that somebody was just changing."""
    first = await Job.raw(statement, list(ids), as_of, *values)
    seen = {row["id"] for row in first}
    left = [job_id for job_id in ids if job_id not in seen]
    if left:
        await asyncio.sleep(PAUSE_SECONDS)
        first += await Job.raw(statement, left, as_of, *values)
    touched = [(Was(row["id"], row["name"], State(row["state"]), row["priority"]), row["is_changed"]) for row in first]
    return Touched(
        tuple([was for was, is_changed in touched if is_changed]),
        tuple([was for was, is_changed in touched if not is_changed]),
    )
