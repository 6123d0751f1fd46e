"""Group commit: calls that come within some milliseconds become one statement."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")

WINDOW_SECONDS = 0.004
LARGEST = 200


class Batch(Generic[A, R]):
    """Collects single calls and makes them one call of `run`, which answers them in their order.

    A call waits at most four milliseconds for company. If `run` fails, each of its callers gets the error.
    """

    def __init__(self, run: Callable[[Sequence[A]], Awaitable[Sequence[R]]]) -> None:
        self._run = run
        self._waiting: list[tuple[A, asyncio.Future[R]]] = []
        self._flushes: set[asyncio.Task[None]] = set()

    async def __call__(self, item: A) -> R:
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if len(self._waiting) == 1:
            self._start(self._flush_soon())
        elif len(self._waiting) >= LARGEST:
            self._start(self._flush())
        return await answer

    def _start(self, flush: Awaitable[None]) -> None:
        task = asyncio.ensure_future(flush)
        # The loop keeps weak references only.
        self._flushes.add(task)
        task.add_done_callback(self._flushes.discard)

    async def _flush_soon(self) -> None:
        await asyncio.sleep(WINDOW_SECONDS)
        await self._flush()

    async def _flush(self) -> None:
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        try:
            answers = await self._run([item for item, _ in batch])
        except Exception as error:
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(error)
            return
        for (_, answer), value in zip(batch, answers, strict=True):
            if not answer.done():
                answer.set_result(value)
