"""The snapshot that the administration's pages share: counts by state, pulse, queues, workers; in four queries."""

from datetime import datetime

from msgspec import Struct

from domain.work.counts import StateCounts, count_states
from domain.work.vitals import Pulse, QueueDepth, list_queues, read_pulse
from domain.work.workers import WorkerStatus, list_workers


class Snapshot(Struct, frozen=True):
    """The vitals as of `at`."""

    at: datetime
    counts: StateCounts
    pulse: Pulse
    queues: tuple[QueueDepth, ...]
    workers: tuple[WorkerStatus, ...]


async def read_snapshot(now: datetime) -> Snapshot:
    """Read it anew: for a page as it is opened, which must show what was changed just before."""
    return Snapshot(now, await count_states(), await read_pulse(now), await list_queues(now), await list_workers(now))
