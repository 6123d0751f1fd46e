"""Rate limits: a count per key and window in Valkey. Without Valkey nothing is limited: people can still sign in."""

from datetime import timedelta

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.errors import DomainError

TOO_MANY = "Too many requests."
SPOKEN_IN_SECONDS = 90

log = structlog.get_logger()


class TooManyRequests(DomainError):
    """Asked too often; `retry_after` says when it is allowed again."""

    permanent = False

    def __init__(self, detail: str, retry_after: timedelta) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


async def count_request(redis: Redis, key: str, limit: int, window: timedelta, sentence: str = TOO_MANY) -> None:
    """Count one request under `key`, at most `limit` of which are allowed in a fixed window that starts with the first.

    `sentence` says what there were too many of; when to try again is added.

    Raises: `TooManyRequests`.
    """
    try:
        async with redis.pipeline(transaction=True) as pipeline:
            name = f"hallway:rate:{key}"
            pipeline.incr(name)
            pipeline.expire(name, window, nx=True)
            pipeline.ttl(name)
            count, _, seconds_left = await pipeline.execute()
    except (RedisError, OSError) as error:
        log.warning("rate_limit_skipped", reason=str(error))
        return
    if count > limit:
        raise TooManyRequests(f"{sentence} Try again in {_spoken(seconds_left)}.", timedelta(seconds=seconds_left))


def _spoken(seconds: int) -> str:
    return f"{max(1, seconds)} s" if seconds < SPOKEN_IN_SECONDS else f"{round(seconds / 60)} min"
