"""Run a queue's jobs in the test's own process, without a worker: each due one, and what they enqueue, to the end."""

from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr
from redis.asyncio import Redis

from domain.ids import uuid7
from domain.model.opening import open_model
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.settings import load_settings
from domain.tables import Job as Stored
from domain.work.rate_limit import RateLimits
from domain.work.transitions import dispatch
from jobs.declare import Job, JobContext
from jobs.runner import Runner
from local.model_server.server import ModelServer

MOST_ROUNDS = 100


async def drain(jobs: Mapping[str, Job[Any]], queue: str, context: JobContext | None = None) -> int:
    """Run all until none waits; how many runs it took. Snoozed and retried jobs are not waited for, but due at once."""
    settings = load_settings()
    async with Redis.from_url(str(settings.redis_url)) as redis:
        context = context or JobContext(settings, ProgrammeIndexes(), RateLimits(redis))
        runner = Runner(uuid7(), jobs, context, ended=lambda _: None)
        runs = 0
        for _ in range(MOST_ROUNDS):
            await Stored.raw("UPDATE job SET due_at = now() WHERE state = 'scheduled' AND queue = {}", queue)
            tickets = await dispatch(runner.worker, queue, 50)
            if not tickets:
                return runs
            await runner.run_tickets([(ticket.job_id, ticket.dispatch_no) for ticket in tickets])
            runs += len(tickets)
    raise AssertionError(f"the queue {queue} is not empty after {MOST_ROUNDS} rounds")


async def drain_with_model(jobs: Mapping[str, Job[Any]], redis: Redis, server: ModelServer, **changed: Any) -> None:
    """Drain the bulk queue with a model to ask, and these settings changed; an event's bucket holds one call."""
    settings = load_settings().model_copy(
        update={
            "anthropic_api_key": SecretStr(server.api_key),
            "anthropic_base_url": server.url,
            "model_event_requests_per_second": 1_000.0,
            "model_event_requests_burst": 1,
            **changed,
        }
    )
    model = open_model(settings, redis)
    assert model is not None
    try:
        await drain(jobs, "bulk", JobContext(settings, ProgrammeIndexes(), RateLimits(redis), model))
    finally:
        await model.close()
