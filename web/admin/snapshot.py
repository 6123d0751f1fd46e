"""The snapshot that the administration's pages share: counts by state, the last hour, queues, workers; five queries."""

from datetime import datetime

from msgspec import Struct

from domain.work.counts import StateCounts, count_states
from domain.work.queues import QueueDepth, list_queues
from domain.work.statistics.throughput import Period, Throughput, read_throughput
from domain.work.workers import WorkerStatus, list_workers


class Snapshot(Struct, frozen=True):
    """The vitals as of `at`."""

    at: datetime
    counts: StateCounts
    hour: Throughput
    queues: tuple[QueueDepth, ...]
    workers: tuple[WorkerStatus, ...]


async def read_snapshot(now: datetime) -> Snapshot:
    """Read it anew: for a page as it is opened, which must show what was changed just before."""
    hour = await read_throughput(Period.HOUR, now)
    return Snapshot(now, await count_states(), hour, await list_queues(now), await list_workers(now))
