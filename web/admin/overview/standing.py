"""How all stands at a moment, as far as somebody might worry; and a worry."""

from datetime import datetime

from msgspec import Struct

from domain.schedules.lateness import IdleSchedule
from domain.work.dead_lately import DeadLately
from domain.work.queues import QueueDepth
from domain.work.statistics.throughput import Throughput
from domain.work.workers import Replaced, WorkerStatus
from web.admin.overview.model import ModelStanding


class Standing(Struct, frozen=True, kw_only=True):
    """All that worries are made from. `expected` queues are those that this version puts work into."""

    at: datetime
    expected: frozenset[str]
    queues: tuple[QueueDepth, ...]
    workers: tuple[WorkerStatus, ...]
    replaced: tuple[Replaced, ...]
    hour: Throughput
    dead: int
    dead_lately: DeadLately
    schedules: tuple[IdleSchedule, ...]
    model: ModelStanding


class Worry(Struct, frozen=True):
    """One thing that is wrong. `tone` is "bad", "warn" or ""; `route` and `query` lead to where it is mended."""

    tone: str
    words: str
    route: str
    query: str = ""
