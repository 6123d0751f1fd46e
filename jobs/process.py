"""A worker process: its start, and its orderly stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog

from domain.ids import uuid7
from domain.piccolo_conf import DB
from domain.schedules.declaration import Schedule
from domain.settings import Settings
from domain.work.transaction import notify
from domain.work.transitions import undispatch
from jobs.declare import Job
from jobs.loops import AWAY
from jobs.parts import LAST_LOOPS, Parts, assemble, start_loops
from jobs.registry import sign_off

log = structlog.get_logger()

# How long running jobs may still take, and how long a server may that has to be told of the stop.
GRACE_SECONDS = 1.5
FAREWELL_SECONDS = 2.0
CANCEL_AGAIN_SECONDS = 0.2
# For the loops, the claims and the endings.
OWN_CONNECTIONS = 6


async def run_worker(
    settings: Settings,
    jobs: Mapping[str, Job[Any]],
    slots: Mapping[str, int],
    schedules: Sequence[Schedule] = (),
    connections: int | None = None,
) -> None:
    """Run jobs of these queues, so many of each at once, and look after the schedules, until SIGTERM or SIGINT.

    `connections` of the database are there for its jobs: one for each slot, if nothing is said.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    size = OWN_CONNECTIONS + (connections or sum(slots.values()))
    # None is made yet, so that a database that is away is waited for; no session keeps anything to be reset.
    await DB.start_connection_pool(min_size=0, max_size=size, reset=_leave_as_it_is)
    try:
        async with working(settings, jobs, slots, schedules) as loops:
            await _wait_for(stop, loops)
    finally:
        await _close_pool()


@asynccontextmanager
async def working(
    settings: Settings, jobs: Mapping[str, Job[Any]], slots: Mapping[str, int], schedules: Sequence[Schedule] = ()
) -> AsyncIterator[list[asyncio.Task[None]]]:
    """A worker that runs while the block does; its loops, none of which ever ends by itself.

    Servers that are away are waited for. At the end it gives back what it holds, no attempt spent. The pool of the
    database must be open.
    """
    parts = assemble(uuid7(), settings, jobs, slots, schedules)
    loops = start_loops(parts)
    log.info("worker_started", worker=str(parts.worker), queues=list(slots))
    try:
        yield loops
    finally:
        await _stop(parts, loops)


async def _wait_for(stop: asyncio.Event, loops: list[asyncio.Task[None]]) -> None:
    """Wait to be told to stop. A loop that failed fails the process: started anew it is whole again."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([stopping, *loops], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    for loop in loops:
        if loop.done():
            await loop


async def _stop(parts: Parts, loops: list[asyncio.Task[None]]) -> None:
    # No new work from here on: a dispatch under way has ended before what is dispatched is taken back.
    await _cancel([loop for loop in loops if loop.get_name() not in LAST_LOOPS])
    await parts.arq.drain(GRACE_SECONDS)
    await _cancel(loops)
    try:
        async with asyncio.timeout(FAREWELL_SECONDS):
            await undispatch(parts.worker)
            await sign_off(parts.worker)
            await notify()
    except AWAY as error:
        log.warning("stopped_without_database", error=str(error))
    if parts.model:
        await parts.model.close()
    await parts.redis.aclose(close_connection_pool=True)
    log.info("worker_stopped", worker=str(parts.worker))


async def _cancel(loops: Iterable[asyncio.Task[None]]) -> None:
    pending = {loop for loop in loops if not loop.done()}
    while pending:
        # Once is not always enough: redis-py loses a cancellation that comes while it connects.
        for loop in pending:
            loop.cancel()
        _, pending = await asyncio.wait(pending, timeout=CANCEL_AGAIN_SECONDS)


async def _close_pool() -> None:
    try:
        async with asyncio.timeout(FAREWELL_SECONDS):
            await DB.close_connection_pool()
    except AWAY as error:
        log.warning("connections_left_open", error=str(error))


async def _leave_as_it_is(_connection: object) -> None:
    """Spare each query the round trip that resets its session; asyncpg rolls back an open transaction before this."""
