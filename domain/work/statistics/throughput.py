"""Throughput, failures, waits and runs over an hour, a day or a week, in as few rows however large the ledger is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct

from domain.ids import earliest_uuid7
from domain.tables import AttemptStatistic, StatisticsHorizon
from domain.work.statistics.buckets import Spread, added, spread
from domain.work.statistics.rollup import ATTEMPTS, ID_BEFORE
from domain.work.statistics.statements import OUTCOMES, READ_QUEUES, READ_TOTALS, UNTIL

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
        """The span of one point: 60 of them are an hour, 96 a day, 84 a week; as many as a phone has room for."""
        return {
            Period.HOUR: timedelta(minutes=1),
            Period.DAY: timedelta(minutes=15),
            Period.WEEK: timedelta(hours=2),
        }[self]

    @property
    def counted_seconds(self) -> int:
        """The span of the counts that its points are added up from."""
        return {Period.HOUR: 60, Period.DAY: 300, Period.WEEK: 3600}[self]

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
    """A period until `now`. `counted_until`: what ended later is read from the attempts; None before the first count.

    `is_bounded` says that these were so many that only the newest of them are in this.
    """

    period: Period
    now: datetime
    points: tuple[ThroughputPoint, ...]
    queues: tuple[QueueThroughput, ...]
    total: Ended
    counted_until: datetime | None
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
    """Two queries: until when is counted, and both what is and what is too young for that."""
    points, until = period.points(now), await _counted_until()
    step = period.step.total_seconds()
    rows = await AttemptStatistic.raw(
        READ_QUEUES, *_recent_bounds(points[0], until, now), step, period.counted_seconds, points[0], step
    )
    by_point, by_queue = _grouped(rows, "at"), _grouped(rows, "queue")
    return Throughput(
        period,
        now,
        tuple([ThroughputPoint(at, _ended(by_point.get(at, ()))) for at in points]),
        tuple([_queue(name, points, by_queue[name]) for name in sorted(by_queue)]),
        _ended(rows),
        counted_until=until,
        is_bounded=any(row["recent"] >= MOST_RECENT for row in rows),
    )


async def recent_bounds(since: datetime, now: datetime) -> tuple[object, ...]:
    """What the statements take to find the attempts that are not counted yet."""
    return _recent_bounds(since, await _counted_until(), now)


async def _counted_until() -> datetime | None:
    rows = await StatisticsHorizon.raw(UNTIL, ATTEMPTS.name)
    until: datetime | None = rows[0]["until"] if rows else None
    return until


def _recent_bounds(since: datetime, until: datetime | None, now: datetime) -> tuple[object, ...]:
    begin = max(since, until) if until else since
    return earliest_uuid7(begin - ID_BEFORE), begin, now, MOST_RECENT


async def read_totals() -> tuple[KindTotal, ...]:
    """Since ever, by queue and kind of job; a minute behind."""
    return tuple([_total(row) for row in await AttemptStatistic.raw(READ_TOTALS)])


def _grouped(rows: Sequence[Row], column: str) -> dict[Any, list[Row]]:
    groups: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _queue(name: str, points: Sequence[datetime], rows: Sequence[Row]) -> QueueThroughput:
    attempts = {row["at"]: sum(_numbers(row)) for row in rows}
    return QueueThroughput(name, _ended(rows), tuple([attempts.get(at, 0) for at in points]))


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
