"""Group commit: calls that come within some milliseconds become one statement."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from jobs.loops import AWAY

A = TypeVar("A")
R = TypeVar("R")

WINDOW_SECONDS = 0.004
LARGEST = 200


class Batch(Generic[A, R]):
    """Collects single calls and makes them one call of `run`, which answers them in their order.

    A call goes at once, with all others of the same turn of the loop, unless one went within the last milliseconds:
    then it waits for company until those are over. If `run` fails, each of its callers gets the error; but where
    that is no server's absence, each call is tried alone before.
    """

    def __init__(self, run: Callable[[Sequence[A]], Awaitable[Sequence[R]]]) -> None:
        self._run = run
        self._waiting: list[tuple[A, asyncio.Future[R]]] = []
        self._flushes: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._flushed_at = -math.inf

    def __call__(self, item: A) -> asyncio.Future[R]:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        self._waiting.append((item, answer))
        if self._timer is None:
            self._timer = loop.call_at(max(loop.time(), self._flushed_at + WINDOW_SECONDS), self._flush)
        if len(self._waiting) >= LARGEST:
            self._flush()
        return answer

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._waiting = self._waiting, []
        self._flushed_at = asyncio.get_running_loop().time()
        task = asyncio.ensure_future(self._answer(batch))
        # The loop keeps weak references only.
        self._flushes.add(task)
        task.add_done_callback(self._flushes.discard)

    async def _answer(self, batch: list[tuple[A, asyncio.Future[R]]]) -> None:
        try:
            answers = await self._run([item for item, _ in batch])
        except Exception as error:
            await self._answer_without(error, batch)
            return
        for (_, answer), value in zip(batch, answers, strict=True):
            if not answer.done():
                answer.set_result(value)

    async def _answer_without(self, error: Exception, batch: list[tuple[A, asyncio.Future[R]]]) -> None:
        if len(batch) > 1 and not isinstance(error, AWAY):
            # One of them cannot be done; the others must not suffer for it.
            for each in batch:
                await self._answer([each])
            return
        for _, answer in batch:
            if not answer.done():
                answer.set_exception(error)
