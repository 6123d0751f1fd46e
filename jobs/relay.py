"""Relay: pass due jobs from the ledger to this worker's own arq queue, never more than it can soon run."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

import structlog
from arq import ArqRedis
from redis.exceptions import RedisError

from domain.ids import NIL
from domain.tables import Job
from domain.work.transitions import Ticket, dispatch, undispatch
from jobs.tickets import put

log = structlog.get_logger()


@dataclass
class Relay:
    """`slots` is how many jobs of each queue this worker may hold, the prefetched ones included.

    `short` names the jobs that travel in groups.
    """

    worker: UUID
    redis: ArqRedis
    slots: Mapping[str, int]
    arq_wake: asyncio.Event
    short: Collection[str] = ()
    next_event: UUID = NIL

    async def pass_on(self) -> int:
        """Dispatch what is due and fits; how many it was."""
        held = await self._count_held()
        tickets = [
            ticket
            for queue, slots in self.slots.items()
            if slots > held.get(queue, 0)
            for ticket in await self._dispatch_fairly(queue, slots - held.get(queue, 0))
        ]
        await self._put(tickets)
        return len(tickets)

    async def _count_held(self) -> dict[str, int]:
        rows = await Job.raw(
            "SELECT queue, count(*) AS held FROM job "
            "WHERE queue = ANY({}) AND state IN ('dispatched', 'running') AND worker = {} GROUP BY queue",
            list(self.slots),
            self.worker,
        )
        return {row["queue"]: row["held"] for row in rows}

    async def _dispatch_fairly(self, queue: str, free: int) -> list[Ticket]:
        # Rounds begin at the event after the last one served, so that none is always first; then around to the start.
        tickets = await dispatch(self.worker, queue, free, self.next_event)
        if len(tickets) < free and self.next_event != NIL:
            tickets += await dispatch(self.worker, queue, free - len(tickets))
        self.next_event = _after(max((ticket.event_id for ticket in tickets), default=NIL))
        return tickets

    async def _put(self, tickets: list[Ticket]) -> None:
        try:
            await put(self.redis, tickets, self.short)
        except (RedisError, OSError) as error:
            log.warning("tickets_not_passed_on", count=len(tickets), error=str(error))
            await undispatch(self.worker, [ticket.job_id for ticket in tickets])
            raise
        if tickets:
            self.arq_wake.set()


def _after(event_id: UUID) -> UUID:
    return NIL if event_id == NIL else UUID(int=min(event_id.int + 1, 2**128 - 1))
