"""The lease: kept while a job runs; when it is lost or the job is unwanted, the job's task is cancelled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from domain.work.transitions import LEASE, HeldJob, Lease
from jobs.batching import Batch
from jobs.loops import AWAY

log = structlog.get_logger()


@dataclass
class Holding:
    """A lease that is being kept, and what became of it."""

    job: HeldJob
    fate: Lease = Lease.KEPT


@asynccontextmanager
async def keep_lease(job: HeldJob, renewals: Batch[HeldJob, Lease]) -> AsyncIterator[Holding]:
    """Renew the lease while the block runs; cancel the block if the lease was lost or the job is to be cancelled."""
    holding = Holding(job)
    runner = asyncio.current_task()
    renewing = asyncio.create_task(_renew(holding, renewals))

    def stop_runner(task: asyncio.Task[None]) -> None:
        if runner is not None and not task.cancelled():
            runner.cancel()

    renewing.add_done_callback(stop_runner)
    try:
        yield holding
    finally:
        renewing.cancel()


async def _renew(holding: Holding, renewals: Batch[HeldJob, Lease]) -> None:
    while holding.fate is Lease.KEPT:
        await asyncio.sleep(LEASE.total_seconds() / 3)
        try:
            holding.fate = await renewals(holding.job)
        except AWAY as error:
            # Nobody can take the job from us while the database is away; after it the fence decides.
            log.warning("lease_not_renewed", error=str(error))
    log.warning("job_stopped", name=holding.job.name, lease=holding.fate.value)
