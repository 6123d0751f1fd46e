"""An event loop of its own, for what a test does beside its browser."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID


def in_another_thread(work: object) -> UUID:
    """Playwright keeps an event loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()  # type: ignore[arg-type]
