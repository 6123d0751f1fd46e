"""The roll-up: whatever ended is counted once, by whichever worker comes first, and caught up on after an outage."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.batched_delete import delete_in_batches
from domain.ids import earliest_uuid7, uuid7
from domain.piccolo_conf import DB
from domain.tables import AttemptStatistic, EventStatistic, JobAttempt, StatisticsHorizon
from domain.work.statistics.statements import BEGIN, COUNT_ATTEMPTS, HORIZON, MOVE, NEXT_ATTEMPT, SAFE_UNTIL

# How much is counted in one transaction.
AT_ONCE = timedelta(minutes=10)
# An id is made by a worker's clock a little before its row, or, by who ends a job in a long transaction, after it.
ID_BEFORE = timedelta(minutes=2)
ID_AFTER = timedelta(minutes=15)
# How long the spans of so many seconds are kept; those of 0, since ever, stay.
KEPT = {60: timedelta(days=1), 300: timedelta(days=2), 3600: timedelta(days=8)}


@dataclass(frozen=True)
class Source:
    """What is counted. `next_after` gives the minute of the first that ended from then on, or None.

    `count` counts what ended from one moment until before another, and gives how many. At the very first time,
    nothing older than `reach` is looked for.
    """

    name: str
    reach: timedelta
    next_after: Callable[[datetime], Awaitable[datetime | None]]
    count: Callable[[datetime, datetime], Awaitable[int]]


async def roll_up(source: Source, now: datetime) -> int:
    """Count all that ended before the last whole minute and is not counted yet; how many.

    Idempotent: what is counted, and until when, is written in one transaction.
    """
    counted, safe = 0, await _safe_until(now)
    await _begin(source, now)
    while (more := await _count_next(source, safe)) is not None:
        counted += more
    return counted


async def _safe_until(now: datetime) -> datetime:
    [row] = await StatisticsHorizon.raw(SAFE_UNTIL, now)
    until: datetime = row["until"]
    return until


async def _begin(source: Source, now: datetime) -> None:
    if not await StatisticsHorizon.exists().where(StatisticsHorizon.source == source.name):
        first = await source.next_after(now - source.reach)
        await StatisticsHorizon.raw(BEGIN, uuid7(), source.name, (first or now) - ID_AFTER)


async def _count_next(source: Source, safe: datetime) -> int | None:
    """One transaction's worth; None if nothing is left, or somebody else is at it."""
    counted = None
    async with DB.transaction():
        rows = await StatisticsHorizon.raw(HORIZON, source.name)
        if rows and (since := rows[0]["until"]) < safe:
            first = await source.next_after(since)
            until = min(safe, max(since, first or safe) + AT_ONCE)
            counted = await source.count(since, until)
            await StatisticsHorizon.raw(MOVE, until, source.name)
    return counted


async def _next_attempt_after(moment: datetime) -> datetime | None:
    rows = await JobAttempt.raw(NEXT_ATTEMPT, earliest_uuid7(moment - ID_BEFORE), moment)
    return rows[0]["at"] if rows else None


async def _count_attempts(since: datetime, until: datetime) -> int:
    ids = earliest_uuid7(since - ID_BEFORE), earliest_uuid7(until + ID_AFTER)
    [row] = await AttemptStatistic.raw(COUNT_ATTEMPTS, *ids, since, until)
    attempts: int = row["attempts"]
    return attempts


ATTEMPTS = Source("attempts", KEPT[3600], _next_attempt_after, _count_attempts)


async def begin_anew() -> None:
    """Forget all counts of attempts, so that the next roll-up counts what is there: for who writes history by hand."""
    async with DB.transaction():
        await StatisticsHorizon.delete().where(StatisticsHorizon.source == ATTEMPTS.name)
        await AttemptStatistic.delete(force=True)
        await EventStatistic.delete(force=True)


async def forget_statistics(now: datetime) -> int:
    """Delete what no chart shows any more; how many rows."""
    return sum(
        [
            await delete_in_batches(table, f"step_seconds = {step} AND at < {{}}", now - kept)
            for table in (AttemptStatistic, EventStatistic)
            for step, kept in KEPT.items()
        ]
    )
