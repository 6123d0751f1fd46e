"""What died lately, and what most of it died of: for a glance, before one opens the dead letters."""

from datetime import datetime, timedelta

from msgspec import Struct

from domain.tables import Job

LATELY = timedelta(hours=1)
# The newest dead letters only: of more than that, a glance says nothing else.
MOST_JOBS = 10_000

_LATELY = """
WITH newest AS (
  SELECT fingerprint, error, coalesce(finished_at, changed_at) >= {} AS is_recent
  FROM job WHERE state = 'dead' ORDER BY id DESC LIMIT {})
SELECT (sum(count(*) FILTER (WHERE is_recent)) OVER ())::int AS recent, (sum(count(*)) OVER ())::int AS looked_at,
  count(*)::int AS alike, max(error) AS sample
FROM newest GROUP BY fingerprint ORDER BY count(*) FILTER (WHERE is_recent) DESC, count(*) DESC LIMIT 1
"""


class DeadLately(Struct, frozen=True):
    """`recent` died within `LATELY`; `sample` is the error of the kind most of them had, which `alike` share.

    `looked_at` of all dead letters were looked at. The error is as it was stored.
    """

    recent: int = 0
    looked_at: int = 0
    alike: int = 0
    sample: str | None = None


async def read_dead_lately(now: datetime) -> DeadLately:
    """One query."""
    rows = await Job.raw(_LATELY, now - LATELY, MOST_JOBS)
    return DeadLately(**rows[0]) if rows else DeadLately()
