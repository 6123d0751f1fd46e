"""Throughput, failures, waits and runs over an hour, a day or a week, in as few rows however large the ledger is."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct

from domain.ids import earliest_uuid7
from domain.tables import AttemptStatistic, StatisticsHorizon
from domain.work.statistics_buckets import Spread, added, spread
from domain.work.statistics_rollup import ATTEMPTS, ID_BEFORE
from domain.work.statistics_statements import OUTCOMES, READ_QUEUES, READ_TOTALS, UNTIL

# Of the attempts that are not counted yet; the counting is a minute behind.
MOST_RECENT = 10_000


class Period(StrEnum):
    """How far back one looks."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"

    @property
    def length(self) -> timedelta:
        return {Period.HOUR: timedelta(hours=1), Period.DAY: timedelta(days=1), Period.WEEK: timedelta(days=7)}[self]

    @property
    def step(self) -> timedelta:
        """The span of one point: 60 of them are an hour, 288 a day, 168 a week."""
        return {Period.HOUR: timedelta(minutes=1), Period.DAY: timedelta(minutes=5), Period.WEEK: timedelta(hours=1)}[
            self
        ]

    def points(self, now: datetime) -> tuple[datetime, ...]:
        """When each begins, oldest first; `now` is in the last one, which is not over."""
        step = self.step.total_seconds()
        last = datetime.fromtimestamp(now.timestamp() // step * step, UTC)
        return tuple([last - number * self.step for number in reversed(range(self.length // self.step))])


class Ended(Struct, frozen=True):
    """Attempts that ended: `failed` are retried, dead or crashed; `other` were cancelled, or returned at a stop."""

    succeeded: int
    failed: int
    other: int
    wait: Spread
    run: Spread

    @property
    def failure_share(self) -> float | None:
        """0 to 1, of those that succeeded or failed; None of nothing."""
        total = self.succeeded + self.failed
        return self.failed / total if total else None


class ThroughputPoint(Struct, frozen=True):
    """What ended from `at` on within a step, of all queues."""

    at: datetime
    ended: Ended


class QueueThroughput(Struct, frozen=True):
    """What ended of one queue in the whole period; `per_point` has how many attempts ended in each point."""

    name: str
    ended: Ended
    per_point: tuple[int, ...]


class Throughput(Struct, frozen=True):
    """A period. `is_bounded` says that nothing was counted for a while, and only the newest of it is in this."""

    period: Period
    points: tuple[ThroughputPoint, ...]
    queues: tuple[QueueThroughput, ...]
    total: Ended
    is_bounded: bool


class KindTotal(Struct, frozen=True):
    """Attempts of one kind of job since ever: by outcome, and by how long they waited and ran, in buckets."""

    queue: str
    name: str
    by_outcome: dict[str, int]
    wait: tuple[int, ...]
    run: tuple[int, ...]
    wait_seconds: float
    run_seconds: float


Row = Mapping[str, Any]


async def read_throughput(period: Period, now: datetime) -> Throughput:
    """Two queries: what is counted, and what is too young for that."""
    points = period.points(now)
    recent = await recent_bounds(points[0], now)
    step = period.step.total_seconds()
    rows = await AttemptStatistic.raw(READ_QUEUES, *recent, int(step), points[0], step)
    return Throughput(
        period,
        tuple([ThroughputPoint(at, _ended([row for row in rows if row["at"] == at])) for at in points]),
        tuple([_queue(name, points, rows) for name in sorted({row["queue"] for row in rows})]),
        _ended(rows),
        is_bounded=any(row["recent"] >= MOST_RECENT for row in rows),
    )


async def recent_bounds(since: datetime, now: datetime) -> tuple[object, ...]:
    """What the statements take to find the attempts that are not counted yet."""
    rows = await StatisticsHorizon.raw(UNTIL, ATTEMPTS.name)
    begin = max(since, rows[0]["until"]) if rows else since
    return earliest_uuid7(begin - ID_BEFORE), begin, now, MOST_RECENT


async def read_totals() -> tuple[KindTotal, ...]:
    """Since ever, by queue and kind of job; a minute behind."""
    return tuple([_total(row) for row in await AttemptStatistic.raw(READ_TOTALS)])


def _queue(name: str, points: Sequence[datetime], rows: Sequence[Row]) -> QueueThroughput:
    own = [row for row in rows if row["queue"] == name]
    attempts = {row["at"]: sum(_numbers(row)) for row in own}
    return QueueThroughput(name, _ended(own), tuple([attempts.get(at, 0) for at in points]))


def _ended(rows: Sequence[Row]) -> Ended:
    succeeded, failed, other = map(sum, zip(*map(_numbers, rows), strict=True)) if rows else (0, 0, 0)
    wait, run = (spread(added([row[column] for row in rows])) for column in ("wait", "run"))
    return Ended(succeeded, failed, other, wait, run)


def _numbers(row: Row) -> tuple[int, int, int]:
    failed = row["retried"] + row["dead"] + row["crashed"]
    return row["succeeded"], failed, row["cancelled"] + row["returned"]


def _total(row: Row) -> KindTotal:
    outcomes = {name: row[name] for name in OUTCOMES}
    histograms = tuple(row["wait"]), tuple(row["run"])
    return KindTotal(row["queue"], row["name"], outcomes, *histograms, row["wait_seconds"], row["run_seconds"])
