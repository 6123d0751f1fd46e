"""Rate limits: a count per key and window in Valkey. Without Valkey nothing is limited: people can still sign in."""

from datetime import timedelta

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.errors import DomainError

log = structlog.get_logger()


class TooManyRequests(DomainError):
    """Asked too often; `retry_after` says when it is allowed again."""

    permanent = False

    def __init__(self, detail: str, retry_after: timedelta) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


async def count_request(redis: Redis, key: str, limit: int, window: timedelta) -> None:
    """Count one request under `key`, at most `limit` of which are allowed in a fixed window that starts with the first.

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
        minutes = max(1, round(seconds_left / 60))
        raise TooManyRequests(
            f"Too many sign-in links were asked for. Try again in {minutes} min.", timedelta(seconds=seconds_left)
        )
