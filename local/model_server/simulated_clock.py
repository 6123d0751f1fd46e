"""The server's clock, which a test may advance: caches run out and batches end without anybody waiting."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.clock import utc_now


class SimulatedClock:
    """Real time, plus what it was advanced by."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return utc_now() + self._ahead

    def advance(self, by: timedelta) -> None:
        self._ahead += by

    def reset(self) -> None:
        self._ahead = timedelta()
