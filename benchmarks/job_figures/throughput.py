"""Jobs per second: enqueued while the workers are halted, then timed until the last has ended."""

import asyncio
import time

from redis import Redis

from benchmarks.job_figures import arq_alone
from benchmarks.job_figures.team import Team
from benchmarks.job_figures.works import QUEUE
from domain.tables import Job
from domain.work.enqueue import enqueue_all
from domain.work.work import Work

LOOK_SECONDS = 0.02
LONGEST_SECONDS = 60.0


async def measure_ledger(team: Team, work: Work, jobs: int) -> float:
    """Jobs per second through the ledger, every guarantee on."""
    await enqueue_all([work] * jobs)
    started_at = time.monotonic()
    with team.at_work():
        while await _are_open() and time.monotonic() - started_at < LONGEST_SECONDS:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)
        return jobs / (time.monotonic() - started_at)


async def measure_arq(team: Team, redis: Redis, kind: str, jobs: int) -> float:
    """Jobs per second through arq alone; a finished job is no longer in its queue."""
    arq_alone.enqueue(redis, kind, jobs)
    started_at = time.monotonic()
    with team.at_work():
        while redis.zcard(kind) and time.monotonic() - started_at < LONGEST_SECONDS:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)
        return jobs / (time.monotonic() - started_at)


async def _are_open() -> bool:
    rows = await Job.raw(
        "SELECT FROM job WHERE queue = {} AND state IN ('scheduled', 'dispatched', 'running') LIMIT 1", QUEUE
    )
    return bool(rows)
