"""Servers given by DATABASE_URL and REDIS_URL: used as they are, after a look whether they answer."""

from __future__ import annotations

import asyncio
import os
from urllib.parse import urlsplit

from local.refusal import Refused

ANSWER_SECONDS = 5


def given_database_url() -> str | None:
    """The value of DATABASE_URL, if set. Raises: Refused if no PostgreSQL answers there."""
    url = os.environ.get("DATABASE_URL")
    if url:
        asyncio.run(knock_at_database(url))
    return url or None


def given_redis_url() -> str | None:
    """The value of REDIS_URL, if set. Raises: Refused if no Redis or Valkey answers there."""
    url = os.environ.get("REDIS_URL")
    if url:
        knock_at_redis(url)
    return url or None


async def knock_at_database(url: str) -> None:
    import asyncpg

    try:
        connection = await asyncpg.connect(url, timeout=ANSWER_SECONDS)
        await connection.close()
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Refused(f"DATABASE_URL ({without_password(url)}) cannot be used: {reason(error)}") from error


def knock_at_redis(url: str) -> None:
    import redis

    try:
        with redis.Redis.from_url(url, socket_connect_timeout=ANSWER_SECONDS, socket_timeout=ANSWER_SECONDS) as client:
            client.ping()
    except (OSError, ValueError, redis.RedisError) as error:
        raise Refused(f"REDIS_URL ({without_password(url)}) cannot be used: {reason(error)}") from error


def without_password(url: str) -> str:
    try:
        parts = urlsplit(url)
        place = parts.netloc.rpartition("@")[2]
    except ValueError:
        return "not a URL"
    return parts._replace(netloc=place, query="").geturl()


def reason(error: Exception) -> str:
    """The first line of what the driver says; a driver's time-out says nothing by itself."""
    if isinstance(error, TimeoutError):
        return f"no answer within {ANSWER_SECONDS} seconds."
    return str(error).strip().partition("\n")[0] or type(error).__name__
