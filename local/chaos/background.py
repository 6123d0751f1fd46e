"""An event loop in a thread of its own: the main thread, with whose end the children die, must start them itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """Runs coroutines on its loop."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    def start(self, coroutine: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop)

    def run(self, coroutine: Coroutine[Any, Any, T], timeout_seconds: float = 60.0) -> T:
        return self.start(coroutine).result(timeout_seconds)


@contextmanager
def background_loop() -> Iterator[Background]:
    """A loop that runs while the block does."""
    background = Background()
    thread = threading.Thread(target=background.loop.run_forever, daemon=True)
    thread.start()
    try:
        yield background
    finally:
        background.loop.call_soon_threadsafe(background.loop.stop)
        thread.join(5)
