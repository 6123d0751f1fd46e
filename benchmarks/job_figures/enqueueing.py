"""Commits per second of several writers at once, with the wake-up of the relays and without it."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.job_figures.works import UNSERVED, Nothing
from domain.work import transaction
from domain.work.enqueue import Placement, enqueue

WRITERS = 8


async def measure_writers(seconds: float) -> float:
    """Jobs per second, each committed on its own; relays listen, and find nothing for them."""
    until = time.monotonic() + seconds
    written = await asyncio.gather(*(_write_until(until) for _ in range(WRITERS)))
    return sum(written) / seconds


async def _write_until(until: float) -> int:
    written = 0
    while time.monotonic() < until:
        async with transaction.transaction():
            await enqueue(Nothing(), Placement(queue=UNSERVED))
        written += 1
    return written


@contextmanager
def without_wake_up() -> Iterator[None]:
    """Nobody is told of what is enqueued in the block."""
    poke, transaction.poke = transaction.poke, lambda: None
    try:
        yield
    finally:
        transaction.poke = poke
