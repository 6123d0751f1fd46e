"""Threads for work that keeps a processor busy."""

import asyncio
import threading
import time

import pytest

from domain.oracle.threads import Threads


async def test_meanwhile_others_are_answered() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.01)

    ticking = asyncio.create_task(tick())
    await Threads(1).run(time.sleep, 0.3)
    ticking.cancel()

    assert ticks > 10


async def test_no_more_than_so_many_run_at_once() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1

    threads = Threads(2)
    await asyncio.gather(*(threads.run(work) for _ in range(10)))

    assert most == 2


async def test_what_is_raised_comes_back_and_leaves_its_place_free() -> None:
    threads = Threads(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            await threads.run(lambda: 1 // 0)
