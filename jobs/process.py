"""A worker process: its loops, and its orderly stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import structlog
from arq import ArqRedis, create_pool
from arq.connections import RedisSettings

from domain.ids import uuid7
from domain.piccolo_conf import DB
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.schedules.declaration import Schedule
from domain.settings import Settings
from domain.work.transitions import undispatch
from jobs.arq_worker import TicketWorker
from jobs.declare import Job, JobContext
from jobs.listen import listen_for_pokes
from jobs.loops import AWAY, attempt, repeat
from jobs.registry import beat, register, sign_off
from jobs.relay import Relay
from jobs.rescue import rescue_and_alert
from jobs.runner import Runner
from jobs.schedules import run_schedules
from jobs.sentinel import heal_emptied_redis
from jobs.tickets import encode

log = structlog.get_logger()

SWEEP_SECONDS = 1.0
HEARTBEAT_SECONDS = 5.0
RESCUE_SECONDS = 2.0
GRACE_SECONDS = 1.5


async def run_worker(
    settings: Settings, jobs: Mapping[str, Job[Any]], slots: Mapping[str, int], schedules: Sequence[Schedule] = ()
) -> None:
    """Run jobs of these queues, so many of each at once, and the schedules, until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    # A connection for each job, and some for the loops.
    await DB.start_connection_pool(min_size=2, max_size=sum(slots.values()) + 6)
    try:
        async with working(settings, jobs, slots, schedules) as loops:
            await _wait_for(stop, loops)
    finally:
        await DB.close_connection_pool()


async def _wait_for(stop: asyncio.Event, loops: list[asyncio.Task[None]]) -> None:
    """Wait to be told to stop. A loop that failed fails the process: started anew it is whole again."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([stopping, *loops], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    for loop in loops:
        if loop.done():
            await loop


@asynccontextmanager
async def working(
    settings: Settings, jobs: Mapping[str, Job[Any]], slots: Mapping[str, int], schedules: Sequence[Schedule] = ()
) -> AsyncIterator[list[asyncio.Task[None]]]:
    """A worker that runs while the block does; its loops, none of which ever ends by itself.

    At the end it gives back what it holds, no attempt spent. The pool of the database must be open.
    """
    worker = uuid7()
    redis = await create_pool(_redis_settings(settings), default_queue_name=f"arq:{worker}", job_serializer=encode)
    runner = Runner(worker, jobs, JobContext(settings, ProgrammeIndexes()))
    arq = TicketWorker(runner, redis, max_jobs=sum(slots.values()))
    await register(worker, list(slots))
    log.info("worker_started", worker=str(worker), queues=list(slots))
    loops = _start_loops(worker, slots, redis, runner, arq)
    if schedules:
        loops.append(asyncio.create_task(run_schedules(schedules), name="schedules"))
    try:
        yield loops
    finally:
        await _stop(worker, arq, loops, redis)


def _start_loops(
    worker: UUID, slots: Mapping[str, int], redis: ArqRedis, runner: Runner, arq: TicketWorker
) -> list[asyncio.Task[None]]:
    short = {name for name, job in runner.jobs.items() if job.work.is_short}
    relay = Relay(worker, redis, slots, arq.wake, short)
    relay_wake = runner.slot_freed
    return [
        asyncio.create_task(arq.main(), name="arq"),
        asyncio.create_task(_relay(relay, relay_wake, arq.wake), name="relay"),
        asyncio.create_task(listen_for_pokes(relay_wake), name="listen"),
        asyncio.create_task(repeat("heartbeat", lambda: beat(worker), HEARTBEAT_SECONDS), name="heartbeat"),
        asyncio.create_task(repeat("rescue", rescue_and_alert, RESCUE_SECONDS), name="rescue"),
        asyncio.create_task(repeat("sentinel", lambda: heal_emptied_redis(redis), SWEEP_SECONDS), name="sentinel"),
    ]


async def _relay(relay: Relay, relay_wake: asyncio.Event, arq_wake: asyncio.Event) -> None:
    while True:
        relay_wake.clear()
        moved = await attempt("relay", relay.pass_on)
        if moved:
            continue
        # A freed slot matters to arq too: tickets may wait in its queue.
        arq_wake.set()
        try:
            async with asyncio.timeout(SWEEP_SECONDS):
                await relay_wake.wait()
        except TimeoutError:
            pass


async def _stop(worker: UUID, arq: TicketWorker, loops: list[asyncio.Task[None]], redis: ArqRedis) -> None:
    for loop in loops:
        if loop.get_name() != "heartbeat":
            loop.cancel()
    await arq.drain(GRACE_SECONDS)
    try:
        await undispatch(worker)
        await sign_off(worker)
    except AWAY as error:
        log.warning("stopped_without_database", error=str(error))
    for loop in loops:
        loop.cancel()
    await asyncio.gather(*loops, return_exceptions=True)
    await redis.aclose(close_connection_pool=True)
    log.info("worker_stopped", worker=str(worker))


def _redis_settings(settings: Settings) -> RedisSettings:
    return RedisSettings.from_dsn(str(settings.redis_url))
