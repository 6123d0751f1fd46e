"""Leases: kept while jobs run; when one is lost or its job is unwanted, the job's task is cancelled."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

import structlog

from domain.work.transitions import LEASE, HeldJob, Lease
from jobs.loops import attempt

log = structlog.get_logger()


@dataclass
class Holding:
    """A lease that is being kept for the task that runs the job, and what became of it."""

    job: HeldJob
    task: asyncio.Task[object] | None
    fate: Lease = Lease.KEPT


class Leases:
    """All leases of one worker, renewed in one statement."""

    def __init__(self, renew: Callable[[Sequence[HeldJob]], Awaitable[Sequence[Lease]]]) -> None:
        self._renew = renew
        self._held: dict[tuple[UUID, int], Holding] = {}

    @contextmanager
    def kept(self, job: HeldJob) -> Iterator[Holding]:
        """Renew the lease while the block runs; cancel the block if it was lost or the job is to be cancelled."""
        holding = self._held[job.id, job.dispatch_no] = Holding(job, asyncio.current_task())
        try:
            yield holding
        finally:
            del self._held[job.id, job.dispatch_no]

    async def keep_renewing(self) -> NoReturn:
        """Renew all, three times as often as they would run out."""
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            # Nobody can take a job from us while the database is away; after it the fence decides.
            while not await attempt("leases", self._renew_all):
                pass

    async def _renew_all(self) -> bool:
        holdings = list(self._held.values())
        fates = await self._renew([holding.job for holding in holdings]) if holdings else []
        for holding, fate in zip(holdings, fates, strict=True):
            if fate is not Lease.KEPT:
                self._stop(holding, fate)
        return True

    def _stop(self, holding: Holding, fate: Lease) -> None:
        # It may have ended while the answer was on its way, and its task may run something else by now.
        if self._held.get((holding.job.id, holding.job.dispatch_no)) is holding and holding.task is not None:
            holding.fate = fate
            holding.task.cancel()
            log.warning("job_stopped", job=str(holding.job.id), name=holding.job.name, lease=fate.value)
