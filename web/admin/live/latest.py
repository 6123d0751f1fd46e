"""A reading that many wait for and one makes: at most one at a time, and none while nobody waits."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What was read, and when that began, by the loop's clock in seconds: whatever was committed before is in it."""

    began: float
    value: T


class Latest(Generic[T]):
    """The latest reading. `read` is given the moment that its reading has to be newer than, and may wait for its turn.

    Whoever comes first reads, and all who came meanwhile take that. If they go away, the next one reads instead.
    """

    def __init__(self, read: Callable[[float], Awaitable[Reading[T]]]) -> None:
        self._read = read
        self._lock = asyncio.Lock()
        self._reading: Reading[T] | None = None
        self._failure: Reading[Exception] | None = None
        self.waiting = 0

    async def newer_than(self, moment: float) -> Reading[T]:
        """A reading that began after `moment`. What `read` raises is raised to all who waited for it."""
        self.waiting += 1
        try:
            async with self._lock:
                if self._reading and self._reading.began > moment:
                    return self._reading
                if self._failure and self._failure.began > moment:
                    raise self._failure.value
                return await self._read_anew(moment)
        finally:
            self.waiting -= 1

    async def _read_anew(self, moment: float) -> Reading[T]:
        try:
            self._reading = await self._read(moment)
        except Exception as error:
            self._failure = Reading(asyncio.get_running_loop().time(), error)
            raise
        return self._reading


def paced(read: Callable[[], Awaitable[T]], every_seconds: float) -> Callable[[float], Awaitable[Reading[T]]]:
    """For a `Latest` that reads at most so often."""
    next_at = 0.0

    async def read_in_turn(_moment: float) -> Reading[T]:
        nonlocal next_at
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, next_at - loop.time()))
        began = loop.time()
        next_at = began + every_seconds
        return Reading(began, await read())

    return read_in_turn
