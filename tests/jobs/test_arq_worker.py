import asyncio
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

import pytest
from arq import ArqRedis
from redis.asyncio import ConnectionPool

from domain.ids import NIL, uuid7
from domain.settings import load_settings
from domain.work.transitions import Ticket
from jobs.arq_worker import TicketWorker
from jobs.runner import TicketNumber
from jobs.tickets import encode, put


class Notes:
    """Stands for the runner: notes which tickets it was given, and takes so long for each."""

    def __init__(self) -> None:
        self.given: list[TicketNumber] = []
        self.seconds = 0.0
        self.stopped = 0

    async def run_tickets(self, tickets: Sequence[TicketNumber]) -> None:
        self.given += tickets
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            self.stopped += 1


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
async def worker(notes: Notes) -> AsyncIterator[TicketWorker]:
    """With two slots, polling."""
    pool = ConnectionPool.from_url(str(load_settings().redis_url))
    redis = ArqRedis(pool, default_queue_name=f"arq:{uuid7()}", job_serializer=encode)
    worker = TicketWorker(notes.run_tickets, redis, max_jobs=2, wake=asyncio.Event())
    polling = asyncio.create_task(worker.main())
    yield worker
    polling.cancel()
    await redis.aclose(close_connection_pool=True)


async def put_tickets(worker: TicketWorker, count: int, short: Sequence[str] = ()) -> list[UUID]:
    tickets = [Ticket(uuid7(), 1, NIL, "Nap") for _ in range(count)]
    await put(worker.pool, tickets, short)
    worker.wake.set()
    return [ticket.job_id for ticket in tickets]


async def test_tickets_are_taken_out_of_redis_and_run(worker: TicketWorker, notes: Notes) -> None:
    ids = await put_tickets(worker, 2)
    await asyncio.sleep(0.2)
    assert sorted(notes.given) == sorted((job_id, 1) for job_id in ids)
    assert not await worker.pool.exists(worker.queue_name)


async def test_no_more_run_at_once_than_there_are_slots(worker: TicketWorker, notes: Notes) -> None:
    notes.seconds = 60
    await put_tickets(worker, 5)
    await asyncio.sleep(0.2)
    assert len(notes.given) == 2
    assert await worker.pool.zcard(worker.queue_name) == 3


async def test_short_jobs_come_as_one(worker: TicketWorker, notes: Notes) -> None:
    notes.seconds = 60
    await put_tickets(worker, 20, short=["Nap"])
    await asyncio.sleep(0.2)
    assert (len(notes.given), worker.job_counter) == (20, 1)


async def test_a_ticket_nobody_can_read_stops_nothing(worker: TicketWorker, notes: Notes) -> None:
    await worker.pool.set("arq:job:bad", b"not JSON")
    await worker.pool.zadd(worker.queue_name, {"bad": 0, "without content": 1})
    ids = await put_tickets(worker, 1)
    await asyncio.sleep(0.2)
    worker.wake.set()
    await asyncio.sleep(0.2)
    assert notes.given == [(ids[0], 1)]


async def test_draining_stops_what_takes_too_long_and_takes_no_more(worker: TicketWorker, notes: Notes) -> None:
    notes.seconds = 60
    await put_tickets(worker, 2)
    await asyncio.sleep(0.2)
    await worker.drain(grace_seconds=0.01)
    await put_tickets(worker, 1)
    await asyncio.sleep(0.2)
    assert (len(notes.given), notes.stopped) == (2, 2)
