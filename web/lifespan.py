"""What the web process opens when it starts and closes when it stops; it starts even while a server is down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg
import structlog
from litestar import Litestar

from domain.model.opening import Model
from domain.piccolo_conf import DB

# Nobody waits longer for a page; jobs have limits of their own.
QUERY_TIMEOUT_SECONDS = 5
RETRY_SECONDS = 1.0

log = structlog.get_logger()


@asynccontextmanager
async def connections(site: Litestar) -> AsyncIterator[None]:
    """Open the pool, in the background if PostgreSQL is not there yet; close all at the end."""
    model: Model | None = site.state.model
    opening = asyncio.create_task(_open_pool())
    warming = asyncio.create_task(_warm_up(model))
    await asyncio.wait([opening], timeout=RETRY_SECONDS)
    try:
        yield
    finally:
        for task in (opening, warming):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if model:
            await model.close()
        if DB.pool:
            await DB.close_connection_pool()
        await site.state.redis.aclose()


async def _warm_up(model: Model | None) -> None:
    """The model's SDK takes seconds to import, which nobody should wait for."""
    if model:
        await model.warm_up()


async def _open_pool() -> None:
    while not DB.pool:
        try:
            await DB.start_connection_pool(command_timeout=QUERY_TIMEOUT_SECONDS)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("database_unreachable", reason=str(error))
            await asyncio.sleep(RETRY_SECONDS)
