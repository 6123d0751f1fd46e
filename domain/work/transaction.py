"""A transaction that wakes the relays after its commit: NOTIFY inside it would hold a global lock through its fsync."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

import asyncpg
import structlog

from domain.piccolo_conf import DB
from domain.tables import Job

CHANNEL = "job"
DEBOUNCE_SECONDS = 0.005

log = structlog.get_logger()
_enqueued: ContextVar[bool] = ContextVar("enqueued", default=False)
_poking: dict[asyncio.AbstractEventLoop, asyncio.Task[None]] = {}


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """A database transaction that wakes the relays when it is committed, if anything was enqueued in it."""
    if DB.transaction_exists():
        yield
        return
    token = _enqueued.set(False)
    try:
        async with DB.transaction():
            yield
        has_enqueued = _enqueued.get()
    finally:
        _enqueued.reset(token)
    if has_enqueued:
        poke()


def poke_after_commit() -> None:
    """Poke now, or at the end of the transaction that is open. The relays' sweep each second covers a lost one."""
    if DB.transaction_exists():
        _enqueued.set(True)
    else:
        poke()


def poke() -> None:
    """Wake every relay soon; pokes within five milliseconds become one."""
    loop = asyncio.get_running_loop()
    if loop not in _poking:
        _poking[loop] = loop.create_task(_notify(loop))


async def _notify(loop: asyncio.AbstractEventLoop) -> None:
    try:
        await asyncio.sleep(DEBOUNCE_SECONDS)
    finally:
        # Before the notification, not after it: whatever is enqueued from now on needs a poke of its own.
        _poking.pop(loop, None)
    try:
        await Job.raw("SELECT pg_notify({}, '')", CHANNEL)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        # The sweep covers it; there is nothing for anybody to do.
        log.debug("poke_lost", error=str(error))
