"""What the web process opens when it starts and closes when it stops; it starts even while a server is down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg
import structlog
from litestar import Litestar

from domain.piccolo_conf import DB

# Nobody waits longer for a page; jobs have limits of their own.
QUERY_TIMEOUT_SECONDS = 5
RETRY_SECONDS = 1.0

log = structlog.get_logger()


@asynccontextmanager
async def connections(site: Litestar) -> AsyncIterator[None]:
    """Open the pool, in the background if PostgreSQL is not there yet; at the end close it and Valkey's."""
    opening = asyncio.create_task(_open_pool())
    await asyncio.wait([opening], timeout=RETRY_SECONDS)
    try:
        yield
    finally:
        opening.cancel()
        with suppress(asyncio.CancelledError):
            await opening
        if DB.pool:
            await DB.close_connection_pool()
        await site.state.redis.aclose()


async def _open_pool() -> None:
    while not DB.pool:
        try:
            await DB.start_connection_pool(command_timeout=QUERY_TIMEOUT_SECONDS)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("database_unreachable", reason=str(error))
            await asyncio.sleep(RETRY_SECONDS)
