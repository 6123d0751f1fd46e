"""The database's connections for a command that runs one piece of work and ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.piccolo_conf import DB
from domain.work.transaction import DEBOUNCE_SECONDS


@asynccontextmanager
async def open_pool() -> AsyncIterator[None]:
    """Open until the end of the block, and a moment longer: the poke after the last commit is on its way then."""
    await DB.start_connection_pool(min_size=1)
    try:
        yield
        await asyncio.sleep(10 * DEBOUNCE_SECONDS)
    finally:
        await DB.close_connection_pool()
