"""What a chaos run found: the writers' notes and the journal against the database."""

from collections.abc import Collection
from uuid import UUID

from msgspec import Struct

from domain.tables import Job
from domain.work.states import State

_JOBS = """
SELECT job.id, name, state, attempts, coalesce(unkeyed.effects, 0) + coalesce(keyed.effects, 0) AS effects,
  coalesce(absorbed, 0) AS absorbed, coalesce(spent, 0) AS spent
FROM job
LEFT JOIN (SELECT job_id, count(*) AS effects FROM chaos_effect GROUP BY job_id) unkeyed ON unkeyed.job_id = job.id
LEFT JOIN (SELECT job_id, absorbed, 1 AS effects FROM chaos_keyed_effect) keyed ON keyed.job_id = job.id
LEFT JOIN (SELECT job_id, count(*) AS spent FROM job_attempt WHERE outcome NOT IN ('crashed', 'returned')
           GROUP BY job_id) attempt ON attempt.job_id = job.id
"""


class Findings(Struct, frozen=True):
    """Jobs by what became of them; all but the first two, and `absorbed`, must be none.

    `lost`: committed, but unknown to the ledger, or succeeded without its effect. `stuck`: in the ledger, but not
    succeeded. `phantoms`: rolled back, and there nevertheless. `miscounted`: attempts other than its runs that ended.
    """

    committed: int
    finished: int
    lost: int
    stuck: int
    doubled: int
    phantoms: int
    miscounted: int
    absorbed: int

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.stuck or self.doubled or self.phantoms or self.miscounted)


async def compare(committed: Collection[UUID], rolled_back: Collection[UUID]) -> Findings:
    """Count what became of the jobs that were committed, of those that were not, and of their effects."""
    jobs = await Job.raw(_JOBS)
    known = {row["id"] for row in jobs}
    succeeded = [row for row in jobs if row["state"] == State.SUCCEEDED]
    return Findings(
        committed=len(known | set(committed)),
        finished=sum(row["effects"] > 0 for row in succeeded),
        lost=len(set(committed) - known) + sum(row["effects"] == 0 for row in succeeded),
        stuck=len(jobs) - len(succeeded),
        doubled=sum(row["effects"] > 1 for row in jobs),
        phantoms=len(known & set(rolled_back)),
        miscounted=sum(row["attempts"] != row["spent"] for row in succeeded),
        absorbed=sum(row["absorbed"] for row in jobs),
    )


async def count_open() -> int:
    """Jobs that have not come to rest."""
    [row] = await Job.raw("SELECT count(*) AS open FROM job WHERE state IN ('scheduled', 'dispatched', 'running')")
    return int(row["open"])


async def count_held_by(pid: int) -> int:
    """Jobs that the newest worker of this process id holds."""
    [row] = await Job.raw(
        "SELECT count(*) AS held FROM job WHERE state IN ('dispatched', 'running') "
        "AND worker = (SELECT id FROM worker WHERE pid = {} ORDER BY started_at DESC LIMIT 1)",
        pid,
    )
    return int(row["held"])
