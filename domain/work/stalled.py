"""What stands still and should not: queues whose due jobs nobody starts, and workers that fell silent."""

from msgspec import Struct, convert

from domain.tables import Job

# Both are bounded by the number of queues and of workers, not of jobs.
_STALLED = """
SELECT wanted.name, job.due_at::text AS due_since
FROM (SELECT DISTINCT unnest(queues) AS name FROM worker WHERE heartbeat_at > now() - interval '1 day') wanted
CROSS JOIN LATERAL (
  SELECT due_at FROM job WHERE state = 'scheduled' AND queue = wanted.name AND due_at < now() - interval '1 minute'
  LIMIT 1) job
WHERE NOT EXISTS (SELECT FROM job held WHERE held.queue = wanted.name AND held.state IN ('dispatched', 'running'))
  AND NOT EXISTS (SELECT FROM queue WHERE queue.name = wanted.name AND paused_at IS NOT NULL)
"""

_SILENT = """
SELECT host || ' ' || pid AS name, heartbeat_at::text AS since FROM worker
WHERE stopped_at IS NULL AND heartbeat_at BETWEEN now() - interval '60 s' AND now() - interval '30 s'
"""


class StalledQueue(Struct, frozen=True):
    """A queue that is not paused, with a job due for more than a minute, of which nothing runs."""

    name: str
    due_since: str


class SilentWorker(Struct, frozen=True):
    """A worker that has not been heard of for half a minute, and did not sign off."""

    name: str
    since: str


async def find_stalled_queues() -> list[StalledQueue]:
    return convert(await Job.raw(_STALLED), list[StalledQueue])


async def find_silent_workers() -> list[SilentWorker]:
    """Those that fell silent within the last minute, so that each is told of once or twice."""
    return convert(await Job.raw(_SILENT), list[SilentWorker])
