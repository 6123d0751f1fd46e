"""What fails now, by the fingerprint of its error: dead letters, and jobs that failed last time and will be retried."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.tables import Job

MOST_GROUPS = 50
# The newest of what failed; beyond that many, the groups say so little more that they need not be read.
MOST_JOBS = 50_000

# Dead jobs without a fingerprint died before errors had one.
_GROUPS = """
WITH failing AS (
  (SELECT id, name, state, error, fingerprint, coalesce(finished_at, changed_at) AS failed_at FROM job
   WHERE fingerprint IS NOT NULL AND state IN ('scheduled', 'dispatched', 'running', 'dead')
   ORDER BY id DESC LIMIT {})
  UNION ALL
  (SELECT id, name, state, error, NULL, coalesce(finished_at, changed_at) FROM job
   WHERE state = 'dead' AND fingerprint IS NULL ORDER BY id DESC LIMIT {}))
SELECT fingerprint, count(*) FILTER (WHERE state = 'dead') AS dead, count(*) FILTER (WHERE state <> 'dead') AS retrying,
  min(failed_at) AS first_at, max(failed_at) AS last_at, array_agg(DISTINCT name ORDER BY name) AS names,
  (array_agg(id ORDER BY failed_at DESC))[1] AS sample_id, (array_agg(error ORDER BY failed_at DESC))[1] AS sample
FROM failing GROUP BY fingerprint ORDER BY (count(*) FILTER (WHERE state = 'dead')) DESC, max(failed_at) DESC LIMIT {}
"""


class ErrorGroup(Struct, frozen=True, kw_only=True):
    """The jobs of one error. `sample` is what the one that failed last said; `fingerprint` None is of old ones."""

    fingerprint: str | None
    dead: int
    retrying: int
    first_at: datetime
    last_at: datetime
    names: tuple[str, ...]
    sample_id: UUID
    sample: str | None


async def list_error_groups() -> tuple[ErrorGroup, ...]:
    """Those with the most dead first; one query."""
    rows = await Job.raw(_GROUPS, MOST_JOBS, MOST_JOBS, MOST_GROUPS)
    return tuple([ErrorGroup(**{**row, "names": tuple(row["names"])}) for row in rows])
