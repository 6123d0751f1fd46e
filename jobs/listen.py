"""Hear the pokes of those who enqueue, on a connection of its own."""

import asyncio
from contextlib import suppress
from typing import NoReturn

from domain.piccolo_conf import DB
from domain.work.transaction import CHANNEL
from jobs.loops import attempt

PING_SECONDS = 15


async def listen_for_pokes(wake: asyncio.Event) -> NoReturn:
    """Set `wake` at each poke, and after each reconnection, for what was missed meanwhile."""
    while True:
        await attempt("listen", lambda: _listen(wake))


async def _listen(wake: asyncio.Event) -> NoReturn:
    connection = await DB.get_new_connection()
    lost = asyncio.Event()
    try:
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(CHANNEL, lambda *_: wake.set())
        wake.set()
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(lost.wait(), PING_SECONDS)
            # A connection that died silently says so only when asked.
            await connection.execute("SELECT 1")
    finally:
        connection.terminate()
