"""What the metrics tell of the ledger and of the model, read at most every two seconds however many ask."""

import asyncio
from datetime import datetime

from msgspec import Struct
from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.cache_lookups import read_shared_lookups
from domain.clock import utc_now
from domain.model.breaker import BreakerView
from domain.model.opening import Model
from domain.model.spending import read_spent
from domain.model.statistics import CallTotal, read_call_totals
from domain.tables import StatisticsHorizon
from domain.work.statistics.throughput import KindTotal, read_totals
from web.admin.live.latest import Latest, paced
from web.admin.live.readings import EVERY_SECONDS, LiveReadings
from web.admin.snapshot import Snapshot


class Totals(Struct, frozen=True):
    """What is counted since ever, `until` when by source, and how the model stands; no breaker where it is away.

    `worker_lookups` are of all workers, by cache and end.
    """

    at: datetime
    attempts: tuple[KindTotal, ...]
    calls: tuple[CallTotal, ...]
    until: dict[str, datetime]
    day_microdollars: int
    day_cap_microdollars: int | None
    breaker: BreakerView | None
    worker_lookups: dict[tuple[str, str], int]


class Figures(Struct, frozen=True):
    """What one answer is made of."""

    snapshot: Snapshot
    totals: Totals


class MetricReadings:
    """One for a process; the snapshot is the one of the administration's pages."""

    def __init__(self, live: LiveReadings, model: Model | None, redis: Redis | None = None) -> None:
        self._live = live
        self._totals = Latest(paced(lambda: read_metric_totals(model, redis), EVERY_SECONDS))

    async def read(self) -> Figures:
        """Not older than two seconds; six queries where nobody read before."""
        moment = asyncio.get_running_loop().time() - EVERY_SECONDS
        snapshot = await self._live.snapshot.newer_than(moment)
        return Figures(snapshot.value, (await self._totals.newer_than(moment)).value)


async def read_metric_totals(model: Model | None, redis: Redis | None) -> Totals:
    now = utc_now()
    horizons = await StatisticsHorizon.objects()
    return Totals(
        now,
        await read_totals(),
        await read_call_totals(),
        {horizon.source: horizon.until for horizon in horizons},
        (await read_spent(None, now)).of_day,
        model.caps.per_day if model else None,
        await _breaker(model),
        await _worker_lookups(redis),
    )


async def _worker_lookups(redis: Redis | None) -> dict[tuple[str, str], int]:
    try:
        return await read_shared_lookups(redis) if redis else {}
    except (RedisError, OSError):
        return {}


async def _breaker(model: Model | None) -> BreakerView | None:
    try:
        return await model.breaker.read() if model else None
    except (RedisError, OSError):
        return None
