import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from domain.settings import load_settings
from domain.work.outcomes import Snooze
from domain.work.rate_limit import RateLimit, RateLimits

SLOW = RateLimit("slow", per_second=0.1, burst=3)
FAST = RateLimit("fast", per_second=1000, burst=1000)


@pytest.fixture
async def limits() -> AsyncIterator[RateLimits]:
    async with Redis.from_url(str(load_settings().redis_url)) as redis:
        await redis.flushall()
        yield RateLimits(redis)


async def test_a_burst_is_let_through_and_then_a_job_snoozes(limits: RateLimits) -> None:
    for _ in range(3):
        await limits.take(SLOW)
    with pytest.raises(Snooze) as snoozed:
        await limits.take(SLOW)
    assert timedelta(seconds=9) < snoozed.value.delay < timedelta(seconds=13)


async def test_many_at_once_share_one_bucket(limits: RateLimits) -> None:
    answers = await asyncio.gather(*(limits.take(SLOW) for _ in range(20)), return_exceptions=True)
    assert sum(answer is None for answer in answers) == 3


async def test_an_empty_bucket_takes_nothing_from_the_others(limits: RateLimits) -> None:
    await limits.take(SLOW, tokens=3)
    for _ in range(5):
        with pytest.raises(Snooze):
            await limits.take(FAST, SLOW, tokens=1)
    await limits.take(FAST, tokens=1000)


async def test_reading_a_bucket_takes_nothing_and_makes_none(limits: RateLimits) -> None:
    assert await limits.read(SLOW, FAST) == (3, 1000)
    assert not await limits.redis.keys()
    await limits.take(SLOW, tokens=2)
    for _ in range(3):
        [level] = await limits.read(SLOW)
        assert 1 <= level < 1.5


async def test_a_bucket_fills_again(limits: RateLimits) -> None:
    await limits.take(FAST, tokens=1000)
    await asyncio.sleep(0.05)
    await limits.take(FAST, tokens=20)


async def test_what_could_never_be_taken_is_refused(limits: RateLimits) -> None:
    with pytest.raises(ValueError, match="4 tokens never fit into slow"):
        await limits.take(FAST, SLOW, tokens=4)
    with pytest.raises(ValueError, match="could never be filled"):
        RateLimit("stopped", per_second=0, burst=5)
