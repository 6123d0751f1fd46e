"""Loops that outlive a database or a Redis that is away for a while."""

import asyncio
from collections.abc import Awaitable, Callable

import asyncpg
import structlog
from redis.exceptions import RedisError

from domain.engine import DATABASE_AWAY

log = structlog.get_logger()

# A server is away, or does not do now what it may do later.
AWAY = (*DATABASE_AWAY, RedisError)
PAUSE_SECONDS = 1.0


async def repeat(name: str, action: Callable[[], Awaitable[object]], seconds: float) -> None:
    """Do it every so many seconds, for ever; a server that is away is waited for."""
    while True:
        await attempt(name, action)
        await asyncio.sleep(seconds)


async def attempt(name: str, action: Callable[[], Awaitable[object]]) -> object:
    """Do it once. What fails is logged, waited for a moment, and counts as nothing done (None)."""
    try:
        return await action()
    except AWAY as error:
        log.warning("server_away", loop=name, error=str(error))
    except asyncpg.PostgresError as error:
        # The next time may be another case; a loop that ended would take the whole worker with it.
        log.error("loop_failed", loop=name, exc_info=error)
    await asyncio.sleep(PAUSE_SECONDS)
    return None
