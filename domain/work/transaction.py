"""A transaction that wakes the relays after its commit: NOTIFY inside it would hold a global lock through its fsync."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

import structlog

from domain.engine import DATABASE_AWAY
from domain.piccolo_conf import DB
from domain.tables import Job

CHANNEL = "job"
DEBOUNCE_SECONDS = 0.005

log = structlog.get_logger()
_enqueued: ContextVar[bool] = ContextVar("enqueued", default=False)
_poking: dict[asyncio.AbstractEventLoop, asyncio.Task[None]] = {}
_poked_again: set[asyncio.AbstractEventLoop] = set()


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
    """Wake every relay: at once, or five milliseconds after the last poke together with all others of that time."""
    loop = asyncio.get_running_loop()
    if loop in _poking:
        _poked_again.add(loop)
    else:
        _poking[loop] = loop.create_task(_notify_until_quiet(loop))


async def _notify_until_quiet(loop: asyncio.AbstractEventLoop) -> None:
    try:
        is_wanted = True
        while is_wanted:
            # Before the notification, not after it: whatever is enqueued from now on needs a poke of its own.
            _poked_again.discard(loop)
            await notify()
            await asyncio.sleep(DEBOUNCE_SECONDS)
            is_wanted = loop in _poked_again
    finally:
        del _poking[loop]


async def notify() -> None:
    """Wake every relay now; a database that is away is no matter."""
    try:
        # A NOTIFY is a commit of its own, and none that anybody must wait for the disk for.
        await Job.raw("SELECT set_config('synchronous_commit', 'off', true), pg_notify({}, '')", CHANNEL)
    except DATABASE_AWAY as error:
        # The sweep covers it; there is nothing for anybody to do.
        log.debug("poke_lost", error=str(error))
