"""Relay: pass due jobs from the ledger to this worker's own arq queue, never more than it can soon run."""

import asyncio
import time
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn
from uuid import UUID

import structlog
from arq import ArqRedis
from redis.exceptions import RedisError

from domain.ids import NIL
from domain.work.transitions import Cursor, Ticket, dispatch, held_by, undispatch
from jobs.loops import attempt
from jobs.tickets import put

log = structlog.get_logger()

SWEEP_SECONDS = 1.0
# Slots that become free within this are filled in one round; and who found nothing lets those go first who do.
ROUND_SECONDS = 0.005
EMPTY_ROUND_SECONDS = 0.02
# A full worker is refilled when an eighth of its slots is free, or this long after the first was.
REFILL_PART = 1 / 8
REFILL_SECONDS = 0.02


class Place(NamedTuple):
    """What a ticket counts for."""

    queue: str
    event_id: UUID


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
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    # What is on its way or runs. The ledger knows better, and is asked at each sweep.
    held: dict[tuple[UUID, int], Place] = field(default_factory=dict)
    has_more: bool = True
    refill: asyncio.TimerHandle | None = None
    compared_at: float = 0.0

    def __post_init__(self) -> None:
        self.cursors = {queue: Cursor() for queue in self.slots}
        self.refilled_below = (1 - REFILL_PART) * sum(self.slots.values())

    async def keep_passing_on(self) -> NoReturn:
        """Pass on whenever woken, and once a second in case a wake-up was lost."""
        while True:
            self._fall_asleep()
            began_at = time.monotonic()
            has_passed_on = await attempt("relay", self.pass_on)
            pause_seconds = ROUND_SECONDS if has_passed_on else EMPTY_ROUND_SECONDS
            try:
                async with asyncio.timeout(SWEEP_SECONDS):
                    await self.wake.wait()
            except TimeoutError:
                # Tickets may wait in Redis whose wake-up was lost.
                self.arq_wake.set()
            await asyncio.sleep(began_at + pause_seconds - time.monotonic())

    def _fall_asleep(self) -> None:
        self.wake.clear()
        if self.refill is not None:
            self.refill.cancel()
            self.refill = None

    def ended(self, ticket: tuple[UUID, int]) -> None:
        """A slot is free, which matters if there was more than fitted."""
        self.held.pop(ticket, None)
        if not self.has_more or self.wake.is_set():
            return
        if len(self.held) <= self.refilled_below:
            self.wake.set()
        elif self.refill is None:
            self.refill = asyncio.get_running_loop().call_later(REFILL_SECONDS, self.wake.set)

    async def pass_on(self) -> int:
        """Dispatch what is due and fits; how many it was."""
        if self.held and time.monotonic() - self.compared_at > SWEEP_SECONDS:
            await self._forget_lost_tickets()
        is_full, passed_on = False, 0
        for queue, slots in self.slots.items():
            held = Counter(place.event_id for place in self.held.values() if place.queue == queue)
            free = slots - held.total()
            tickets = await self._dispatch_fairly(queue, free, held) if free > 0 else []
            is_full |= free <= len(tickets)
            passed_on += len(tickets)
            await self._put(queue, tickets)
            if self.cursors[queue].was_contested:
                self.wake.set()
        self.has_more = is_full
        return passed_on

    async def _forget_lost_tickets(self) -> None:
        """Those that went with an emptied Redis, and were taken back meanwhile, will never be heard of again."""
        known = await held_by(self.worker)
        self.held = {ticket: place for ticket, place in self.held.items() if ticket in known}
        self.compared_at = time.monotonic()

    async def _dispatch_fairly(self, queue: str, free: int, held: Mapping[UUID, int]) -> list[Ticket]:
        # Once around all events that have work, unless the slots are filled before.
        cursor, tickets = self.cursors[queue], list[Ticket]()
        ends_to_reach = 1 if cursor.next_event == NIL else 2
        while ends_to_reach and len(tickets) < free:
            tickets += await dispatch(self.worker, queue, free - len(tickets), cursor, held)
            ends_to_reach -= cursor.next_event == NIL
        return tickets

    async def _put(self, queue: str, tickets: list[Ticket]) -> None:
        passed_on = {(ticket.job_id, ticket.dispatch_no): Place(queue, ticket.event_id) for ticket in tickets}
        self.held |= passed_on
        try:
            await put(self.redis, tickets, self.short)
        except (RedisError, OSError) as error:
            log.warning("tickets_not_passed_on", count=len(tickets), error=str(error))
            for ticket in passed_on:
                del self.held[ticket]
            await undispatch(self.worker, [ticket.job_id for ticket in tickets])
            raise
        if tickets:
            self.arq_wake.set()
