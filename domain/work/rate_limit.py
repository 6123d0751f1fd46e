"""Rate limits shared by all workers: token buckets in Redis. A job that finds one empty snoozes."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from redis.asyncio import Redis

from domain.work.outcomes import Snooze

# All buckets or none, in one step; the time is Redis's own, so that the workers' clocks do not matter, unless a test
# gives one. Each bucket is a hash of its tokens and the time they were counted. The answer is the seconds to wait, 0
# if they were taken.
TAKE = """
local clock = redis.call('TIME')
local now = tonumber(ARGV[2 * #KEYS + 2]) or tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local wanted = tonumber(ARGV[1])
local wait, levels = 0, {}
for i, key in ipairs(KEYS) do
  local per_second, burst = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local bucket = redis.call('HMGET', key, 'tokens', 'at')
  local passed = math.max(0, now - (tonumber(bucket[2]) or now))
  levels[i] = math.min(burst, (tonumber(bucket[1]) or burst) + passed * per_second)
  wait = math.max(wait, (wanted - levels[i]) / per_second)
end
for i, key in ipairs(KEYS) do
  if wait <= 0 then levels[i] = levels[i] - wanted end
  redis.call('HSET', key, 'tokens', tostring(levels[i]), 'at', tostring(now))
  redis.call('PEXPIRE', key, math.ceil(1000 * tonumber(ARGV[2 * i + 1]) / tonumber(ARGV[2 * i])) + 1000)
end
return tostring(math.max(0, wait))
"""
# How full each bucket is now, without taking anything or writing it down.
LEVELS = """
local clock = redis.call('TIME')
local now = tonumber(ARGV[2 * #KEYS + 1]) or tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local levels = {}
for i, key in ipairs(KEYS) do
  local per_second, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local bucket = redis.call('HMGET', key, 'tokens', 'at')
  local passed = math.max(0, now - (tonumber(bucket[2]) or now))
  levels[i] = tostring(math.min(burst, (tonumber(bucket[1]) or burst) + passed * per_second))
end
return levels
"""
SPREAD = 0.25


@dataclass(frozen=True)
class RateLimit:
    """A bucket such as `model:claude-haiku-5-5` or `event:<id>`, refilled by `per_second` up to `burst` tokens."""

    name: str
    per_second: float
    burst: int

    def __post_init__(self) -> None:
        if self.per_second <= 0 or self.burst < 1:
            raise ValueError(f"the bucket {self.name} could never be filled")


@dataclass(frozen=True)
class RateLimits:
    """The buckets in one Redis; a job finds them in its context. `clock` replaces Redis's, in seconds, in tests."""

    redis: Redis
    clock: Callable[[], float] | None = None

    async def take(self, *limits: RateLimit, tokens: int = 1) -> None:
        """Take so many tokens from every bucket, or from none.

        Raises: `Snooze` until there will be enough, a little spread so that not all who wait come back at once;
        `ValueError` for more tokens than a bucket holds.
        """
        wait = await _take(self.redis, limits, tokens, self.clock)
        if wait > 0:
            # Nothing secret hangs on the spread.
            spread = random.uniform(1, 1 + SPREAD)  # noqa: S311
            raise Snooze(timedelta(milliseconds=math.ceil(wait * spread * 1000)))

    async def read(self, *limits: RateLimit) -> tuple[float, ...]:
        """How many tokens are in each bucket; nothing is taken."""
        rates, keys, now = _rates(limits), _keys(limits), _now(self.clock)
        # redis-py types its asynchronous commands as if they might be synchronous.
        levels = await self.redis.eval(LEVELS, len(keys), *keys, *rates, now)  # type: ignore[misc]
        return tuple([float(level) for level in levels])


def _keys(limits: Sequence[RateLimit]) -> list[str]:
    return [f"hallway:bucket:{limit.name}" for limit in limits]


def _rates(limits: Sequence[RateLimit]) -> list[str]:
    return [str(number) for limit in limits for number in (limit.per_second, limit.burst)]


def _now(clock: Callable[[], float] | None) -> str:
    return "" if clock is None else repr(clock())


async def _take(redis: Redis, limits: Sequence[RateLimit], tokens: int, clock: Callable[[], float] | None) -> float:
    """The seconds to wait; 0 if they were taken."""
    too_small = [limit.name for limit in limits if limit.burst < tokens]
    if too_small:
        raise ValueError(f"{tokens} tokens never fit into {', '.join(too_small)}")
    keys = _keys(limits)
    # redis-py types its asynchronous commands as if they might be synchronous.
    return float(await redis.eval(TAKE, len(keys), *keys, str(tokens), *_rates(limits), _now(clock)))  # type: ignore[misc]
