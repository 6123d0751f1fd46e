"""What a worker consists of, put together from the settings, and its loops."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from arq import ArqRedis
from redis.asyncio import ConnectionPool

from domain.cache_lookups import SharedLookups
from domain.model.opening import Model, open_model
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.schedules.declaration import Schedule
from domain.settings import Settings
from domain.work.rate_limit import RateLimits
from jobs.arq_worker import TicketWorker
from jobs.declare import Job, JobContext
from jobs.listen import listen_for_pokes
from jobs.loops import attempt, repeat
from jobs.registry import beat, bury_predecessors
from jobs.relay import Relay
from jobs.rescue import rescue_and_alert
from jobs.runner import Runner
from jobs.schedules import run_schedules
from jobs.sentinel import heal_emptied_redis
from jobs.tickets import encode
from jobs.watch import watch

SENTINEL_SECONDS = 1.0
HEARTBEAT_SECONDS = 5.0
RESCUE_SECONDS = 2.0
LOOKUPS_SECONDS = 10.0
WATCH_SECONDS = 20.0
REDIS_TIMEOUT_SECONDS = 5.0
# They keep alive what still runs while the worker stops.
LAST_LOOPS = frozenset({"heartbeat", "leases"})


@dataclass(frozen=True)
class Parts:
    """One worker; `schedules` are those it looks after."""

    worker: UUID
    redis: ArqRedis
    model: Model | None
    relay: Relay
    runner: Runner
    arq: TicketWorker
    lookups: SharedLookups
    schedules: Sequence[Schedule]


def assemble(
    worker: UUID,
    settings: Settings,
    jobs: Mapping[str, Job[Any]],
    slots: Mapping[str, int],
    schedules: Sequence[Schedule],
) -> Parts:
    """Put a worker together; it connects to nothing before its loops run."""
    redis = ArqRedis(_redis_pool(settings), default_queue_name=f"arq:{worker}", job_serializer=encode)
    arq_wake = asyncio.Event()
    short = {name for name, job in jobs.items() if job.work.is_short}
    relay = Relay(worker, redis, slots, arq_wake, short)
    model = open_model(settings, redis)
    programmes = ProgrammeIndexes()
    context = JobContext(settings, programmes, RateLimits(redis), model)
    lookups = SharedLookups(redis, {"programmes": programmes.lookups, "people": programmes.people.lookups})
    runner = Runner(worker, jobs, context, relay.ended)
    arq = TicketWorker(runner.run_tickets, redis, sum(slots.values()), arq_wake)
    return Parts(worker, redis, model, relay, runner, arq, lookups, schedules)


def start_loops(parts: Parts) -> list[asyncio.Task[None]]:
    """Start all loops as tasks of their names; none of them ever ends by itself."""
    queues = list(parts.relay.slots)
    loops: dict[str, Coroutine[Any, Any, None]] = {
        "arq": parts.arq.main(),
        "relay": parts.relay.keep_passing_on(),
        "listen": listen_for_pokes(parts.relay.wake),
        "rescue": repeat("rescue", rescue_and_alert, RESCUE_SECONDS),
        "watch": repeat("watch", watch, WATCH_SECONDS),
        "sentinel": repeat("sentinel", lambda: heal_emptied_redis(parts.redis), SENTINEL_SECONDS),
        "heartbeat": _keep_beating(parts.worker, queues),
        "lookups": repeat("lookups", parts.lookups.tell, LOOKUPS_SECONDS),
        "leases": parts.runner.leases.keep_renewing(),
    }
    if parts.schedules:
        loops["schedules"] = run_schedules(parts.schedules)
    return [asyncio.create_task(loop, name=name) for name, loop in loops.items()]


async def _keep_beating(worker: UUID, queues: Sequence[str]) -> None:
    await attempt("predecessors", lambda: bury_predecessors(worker, queues))
    await repeat("heartbeat", lambda: beat(worker, queues), HEARTBEAT_SECONDS)


def _redis_pool(settings: Settings) -> ConnectionPool:
    # Connections are made when first used, so that a Redis that is away is waited for like one that goes later.
    return ConnectionPool.from_url(
        str(settings.redis_url), socket_timeout=REDIS_TIMEOUT_SECONDS, socket_connect_timeout=REDIS_TIMEOUT_SECONDS
    )
