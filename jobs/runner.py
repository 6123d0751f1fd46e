"""Run tickets: claim, keep the lease, run, write how it ended."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
import structlog
from structlog.contextvars import bound_contextvars

from domain.errors import DomainError
from domain.work.ending import RETURNED, UNWANTED, Ending, ended_by, succeeded
from domain.work.outcomes import GiveUp, Outcome
from domain.work.progress import current_job
from domain.work.transitions import HeldJob, Lease, claim, end_attempts, renew_leases
from jobs.batching import Batch
from jobs.declare import Job, JobContext
from jobs.lease import keep_lease
from jobs.loops import AWAY, PAUSE_SECONDS

log = structlog.get_logger()


@dataclass
class Runner:
    """Runs the tickets of one worker; `slot_freed` is set whenever a job ends."""

    worker: UUID
    jobs: Mapping[str, Job[Any]]
    context: JobContext
    slot_freed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.claims = Batch(partial(claim, self.worker))
        self.renewals = Batch(partial(renew_leases, self.worker))
        self.endings = Batch(partial(end_attempts, self.worker))

    async def run_tickets(self, tickets: Sequence[tuple[UUID, int]]) -> None:
        """Run the jobs side by side."""
        await asyncio.gather(*(self._run_ticket(job_id, dispatch_no) for job_id, dispatch_no in tickets))

    async def _run_ticket(self, job_id: UUID, dispatch_no: int) -> None:
        """Run the job if this worker still holds it under that dispatch number; a stale ticket does nothing."""
        try:
            held = await self.claims((job_id, dispatch_no))
            if held is not None:
                with bound_contextvars(job=str(held.id), request_id=held.request_id):
                    await self._run(held)
        finally:
            self.slot_freed.set()

    async def _run(self, held: HeldJob) -> None:
        token = current_job.set(held)
        try:
            ending = await self._ending_of(held)
            # What was done is written down even when this worker is told to stop meanwhile.
            await asyncio.shield(self._write(held, ending))
        finally:
            current_job.reset(token)

    async def _ending_of(self, held: HeldJob) -> Ending:
        lease = None
        try:
            async with keep_lease(held, self.renewals) as lease, asyncio.timeout(held.timeout.total_seconds()):
                return succeeded(msgspec.json.encode(await self._job(held).run(held.arguments, self.context)).decode())
        except asyncio.CancelledError:
            # Unwanted; or the worker stops; or the lease was lost, and then the fence keeps this from being written.
            return UNWANTED if lease and lease.fate is Lease.UNWANTED else RETURNED
        except Exception as error:
            _log_failure(held, error)
            return ended_by(error, held.attempt, held.max_attempts)

    async def _write(self, held: HeldJob, ending: Ending) -> None:
        """Write the ending, waiting for a database that is away: work that is done should not be done again."""
        while True:
            try:
                await self.endings((held, ending))
                break
            except AWAY as error:
                log.warning("ending_not_written", name=held.name, error=str(error))
                await asyncio.sleep(PAUSE_SECONDS)
        log.info("job_ended", name=held.name, state=ending.state, outcome=ending.outcome)

    def _job(self, held: HeldJob) -> Job[Any]:
        if held.name not in self.jobs:
            raise GiveUp(f"this version of Hallway knows no work called {held.name}")
        return self.jobs[held.name]


def _log_failure(held: HeldJob, error: Exception) -> None:
    if not isinstance(error, Outcome | DomainError):
        log.error("job_failed", name=held.name, attempt=held.attempt, exc_info=error)
    else:
        log.info("job_outcome", name=held.name, outcome=type(error).__name__, detail=str(error))
