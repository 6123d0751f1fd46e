"""Run tickets: claim, keep the lease, run, write how it ended."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from domain.work.states import State
from domain.work.transitions import HeldJob, Lease, claim, end_attempts, renew_leases
from jobs.batching import Batch
from jobs.declare import Job, JobContext
from jobs.insist import insist, is_cancelled
from jobs.lease import Leases

log = structlog.get_logger()

TicketNumber = tuple[UUID, int]


@dataclass
class Runner:
    """Runs the tickets of one worker; `ended` is called with each whose run is over."""

    worker: UUID
    jobs: Mapping[str, Job[Any]]
    context: JobContext
    ended: Callable[[TicketNumber], None]

    def __post_init__(self) -> None:
        self.claims = Batch(partial(claim, self.worker))
        self.endings = Batch(partial(end_attempts, self.worker))
        self.leases = Leases(partial(renew_leases, self.worker))

    async def run_tickets(self, tickets: Sequence[TicketNumber]) -> None:
        """Run the jobs side by side. When cancelled they are given back, and then it returns as ever."""
        if len(tickets) == 1:
            await self._run_ticket(tickets[0])
            return
        try:
            await asyncio.gather(*map(self._run_ticket, tickets))
        except asyncio.CancelledError:
            log.debug("group_given_back", tickets=len(tickets))

    async def _run_ticket(self, ticket: TicketNumber) -> None:
        """Run the job if this worker still holds it under that dispatch number; a stale ticket does nothing."""
        try:
            held = await insist("claim", lambda: self.claims(ticket))
            if held is not None:
                with bound_contextvars(job=str(held.id), request_id=held.request_id):
                    await self._run(held)
        except Exception as error:
            # The lease runs out, and somebody else takes the job.
            log.error("ticket_failed", job=str(ticket[0]), exc_info=error)
        finally:
            self.ended(ticket)

    async def _run(self, held: HeldJob) -> None:
        token = current_job.set(held)
        try:
            # Told to stop while the claim was under way.
            ending = RETURNED if is_cancelled() else await self._ending_of(held)
            await insist("end", lambda: self.endings((held, ending)))
        finally:
            current_job.reset(token)
        self._tell(held, ending)

    async def _ending_of(self, held: HeldJob) -> Ending:
        holding = None
        try:
            with self.leases.kept(held) as holding:
                async with asyncio.timeout(held.timeout.total_seconds()):
                    counts = await self._job(held).run(held.arguments, self.context)
                return succeeded(msgspec.json.encode(counts).decode())
        except asyncio.CancelledError:
            # Unwanted; or the worker stops; or the lease was lost, and then the fence keeps this from being written.
            return UNWANTED if holding and holding.fate is Lease.UNWANTED else RETURNED
        except Exception as error:
            _log_failure(held, error)
            return ended_by(error, held.attempt, held.max_attempts)

    def _tell(self, held: HeldJob, ending: Ending) -> None:
        # A short job's line would cost a quarter of the job; the ledger has its attempt anyway.
        is_worth_it = ending.outcome and not (ending.state is State.SUCCEEDED and self.jobs[held.name].work.is_short)
        write = log.info if is_worth_it else log.debug
        write("job_ended", name=held.name, state=ending.state, outcome=ending.outcome)

    def _job(self, held: HeldJob) -> Job[Any]:
        if held.name not in self.jobs:
            raise GiveUp(f"this version of Hallway knows no work called {held.name}")
        return self.jobs[held.name]


def _log_failure(held: HeldJob, error: Exception) -> None:
    if not isinstance(error, Outcome | DomainError):
        log.error("job_failed", name=held.name, attempt=held.attempt, exc_info=error)
    else:
        log.info("job_outcome", name=held.name, outcome=type(error).__name__, detail=str(error))
