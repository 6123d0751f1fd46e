"""From the commit of a job to its start in a worker process."""

import asyncio
import random
import time
from uuid import UUID

from benchmarks.job_figures.works import Stamp
from domain.work.enqueue import enqueue
from domain.work.transaction import transaction
from local.chaos.journal import Journal

PER_SECOND = 50.0
SETTLING_SECONDS = 0.5


async def measure_starts(journal: Journal, seconds: float, rng: random.Random) -> list[float]:
    """Milliseconds of each job, at 50 jobs per second that come when they come; the workers must be at work."""
    committed: dict[UUID, float] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        await asyncio.sleep(rng.expovariate(PER_SECOND))
        async with transaction():
            job_id = await enqueue(Stamp())
        committed[job_id] = time.time()
    await asyncio.sleep(SETTLING_SECONDS)
    return [1000 * (start.at - committed[start.job_id]) for start in journal.starts() if start.job_id in committed]
