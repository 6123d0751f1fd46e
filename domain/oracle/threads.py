"""Threads for work that keeps a processor busy, so that meanwhile the process answers others."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Threads:
    """At most so many pieces of work at a time; the others wait for their turn."""

    def __init__(self, at_once: int) -> None:
        self._free = asyncio.Semaphore(at_once)

    async def run(self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
        """What `work` returns or raises, from a thread of its own."""
        async with self._free:
            return await asyncio.to_thread(work, *given, **named)
