"""The lease: kept while a job runs; when it is lost, the job's task is cancelled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from domain.work.transitions import LEASE, HeldJob
from jobs.batching import Batch
from jobs.loops import AWAY

log = structlog.get_logger()


@asynccontextmanager
async def keep_lease(held: HeldJob, renewals: Batch[HeldJob, bool]) -> AsyncIterator[None]:
    """Renew the lease while the block runs, and cancel the block if the lease was lost."""
    runner = asyncio.current_task()
    renewing = asyncio.create_task(_renew_until_lost(held, renewals))

    def stop_when_lost(task: asyncio.Task[None]) -> None:
        if runner is not None and not task.cancelled():
            runner.cancel()

    renewing.add_done_callback(stop_when_lost)
    try:
        yield
    finally:
        renewing.cancel()


async def _renew_until_lost(held: HeldJob, renewals: Batch[HeldJob, bool]) -> None:
    is_held = True
    while is_held:
        await asyncio.sleep(LEASE.total_seconds() / 3)
        try:
            is_held = await renewals(held)
        except AWAY as error:
            # Nobody can take the job from us while the database is away; after it the fence decides.
            log.warning("lease_not_renewed", error=str(error))
    log.warning("lease_lost", name=held.name)
