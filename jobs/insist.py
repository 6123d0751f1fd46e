"""Insist on an answer: wait for a server that is away, and even when this worker is told to stop meanwhile."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import structlog

from jobs.loops import AWAY, PAUSE_SECONDS

T = TypeVar("T")

log = structlog.get_logger()


async def insist(name: str, ask: Callable[[], asyncio.Future[T]]) -> T:
    """Ask until there is an answer, which must do no harm if it is asked for twice.

    A cancellation of the task is kept from it: what is under way would be done all the same, and nobody would know.
    `is_cancelled` tells of it afterwards.
    """
    while True:
        try:
            return await _outlast_cancellation(ask())
        except AWAY as error:
            log.warning("server_away", waiting_to=name, error=str(error))
            await _outlast_cancellation(asyncio.ensure_future(asyncio.sleep(PAUSE_SECONDS)))


def is_cancelled() -> bool:
    """Whether the current task has been cancelled, though it may not have noticed."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _outlast_cancellation(answer: asyncio.Future[T]) -> T:
    while True:
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            if answer.cancelled():
                raise
