"""Rate limits."""

from datetime import timedelta

import pytest
from litestar import Litestar
from redis.asyncio import Redis

from web.security.rate_limit import TooManyRequests, count_request

MINUTE = timedelta(minutes=1)


async def test_a_window_starts_with_its_first_request_and_is_not_prolonged(site: Litestar) -> None:
    redis = site.state.redis
    await count_request(redis, "ada", 2, MINUTE)
    await redis.expire("hallway:rate:ada", 7)
    await count_request(redis, "ada", 2, MINUTE)

    with pytest.raises(TooManyRequests) as refusal:
        await count_request(redis, "ada", 2, MINUTE)

    assert refusal.value.retry_after <= timedelta(seconds=7)


async def test_after_its_window_a_key_starts_anew(site: Litestar) -> None:
    redis = site.state.redis
    await count_request(redis, "ada", 1, MINUTE)
    await redis.delete("hallway:rate:ada")

    await count_request(redis, "ada", 1, MINUTE)


async def test_keys_are_counted_apart(site: Litestar) -> None:
    await count_request(site.state.redis, "ada", 1, MINUTE)

    await count_request(site.state.redis, "sam", 1, MINUTE)


async def test_without_valkey_nothing_is_limited() -> None:
    redis = Redis.from_url("redis://127.0.0.1:1/0")
    for _ in range(3):
        await count_request(redis, "ada", 1, MINUTE)
