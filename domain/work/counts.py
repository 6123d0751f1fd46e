"""How many jobs are in which state: exact for what is open, the planner's estimate for the many that succeeded."""

from msgspec import Struct

from domain.tables import Job
from domain.work.states import State

# Up to here the succeeded are counted one by one.
COUNTED_EXACTLY = 5_000

# Through `job_open` alone; the succeeded are what the statistics say of the table, less the open ones.
_COUNT = f"""
WITH open AS (SELECT state, count(*) AS jobs FROM job WHERE state <> 'succeeded' GROUP BY state),
few AS (SELECT count(*) AS jobs FROM (SELECT FROM job WHERE state = 'succeeded' LIMIT {COUNTED_EXACTLY + 1}) counted)
SELECT state, jobs, false AS is_estimate FROM open
UNION ALL SELECT 'succeeded', CASE WHEN few.jobs <= {COUNTED_EXACTLY} THEN few.jobs
  ELSE greatest(few.jobs, pg_class.reltuples::bigint - (SELECT coalesce(sum(jobs), 0) FROM open)) END,
  few.jobs > {COUNTED_EXACTLY}
FROM few, pg_class WHERE pg_class.oid = 'job'::regclass
"""  # noqa: S608  # a constant of this module


class StateCounts(Struct, frozen=True):
    """Jobs by state; every state is a key."""

    by_state: dict[State, int]
    is_succeeded_estimated: bool

    def of(self, *states: State) -> int:
        return sum(self.by_state[state] for state in states)


async def count_states() -> StateCounts:
    """One query, whatever the size of the ledger."""
    rows = await Job.raw(_COUNT)
    counted = {State(row["state"]): int(row["jobs"]) for row in rows}
    return StateCounts({state: counted.get(state, 0) for state in State}, any(row["is_estimate"] for row in rows))
