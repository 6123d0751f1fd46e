import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from domain.settings import load_settings
from domain.work.outcomes import Snooze
from domain.work.rate_limit import RateLimit, take

SLOW = RateLimit("slow", per_second=0.1, burst=3)
FAST = RateLimit("fast", per_second=1000, burst=1000)


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    async with Redis.from_url(str(load_settings().redis_url)) as redis:
        await redis.flushall()
        yield redis


async def test_a_burst_is_let_through_and_then_a_job_snoozes(redis: Redis) -> None:
    for _ in range(3):
        await take(redis, [SLOW])
    with pytest.raises(Snooze) as snoozed:
        await take(redis, [SLOW])
    assert timedelta(seconds=9) < snoozed.value.delay < timedelta(seconds=13)


async def test_many_at_once_share_one_bucket(redis: Redis) -> None:
    answers = await asyncio.gather(*(take(redis, [SLOW]) for _ in range(20)), return_exceptions=True)
    assert sum(answer is None for answer in answers) == 3


async def test_an_empty_bucket_takes_nothing_from_the_others(redis: Redis) -> None:
    await take(redis, [SLOW], tokens=3)
    for _ in range(5):
        with pytest.raises(Snooze):
            await take(redis, [FAST, SLOW], tokens=1)
    await take(redis, [FAST], tokens=1000)


async def test_a_bucket_fills_again(redis: Redis) -> None:
    await take(redis, [FAST], tokens=1000)
    await asyncio.sleep(0.05)
    await take(redis, [FAST], tokens=20)


async def test_what_could_never_be_taken_is_refused(redis: Redis) -> None:
    with pytest.raises(ValueError, match="4 tokens never fit into slow"):
        await take(redis, [FAST, SLOW], tokens=4)
    with pytest.raises(ValueError, match="could never be filled"):
        RateLimit("stopped", per_second=0, burst=5)
