"""Throughput over an hour, a day and a week: the same numbers whether they are counted already or not."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from domain.clock import utc_now
from domain.work.statistics import throughput as statistics
from domain.work.statistics.rollup import ATTEMPTS, roll_up
from domain.work.statistics.throughput import Period, read_throughput
from tests.domain.work.attempts import make_attempts
from tests.queries import counted_queries

NOW = datetime(2026, 11, 18, 9, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(("period", "points"), [(Period.HOUR, 60), (Period.DAY, 96), (Period.WEEK, 84)])
def test_a_period_has_whole_steps_and_the_last_is_not_over(period: Period, points: int) -> None:
    found = period.points(NOW)
    assert len(found) == points
    assert found[-1] <= NOW < found[-1] + period.step
    assert {later - earlier for earlier, later in pairwise(found)} == {period.step}


@pytest.mark.parametrize("period", list(Period))
@pytest.mark.parametrize("is_counted", [True, False])
async def test_what_ended_is_in_its_point(database: None, period: Period, is_counted: bool) -> None:
    now = utc_now()
    points = period.points(now)
    await make_attempts([points[0] - timedelta(seconds=1), points[0], points[-3], points[-3]], queue="bulk")
    await make_attempts([points[-3]], "dead", queue="interactive", waited=timedelta(seconds=40))
    await make_attempts([points[-3]], "returned", queue="interactive", waited=None)
    if is_counted:
        await roll_up(ATTEMPTS, now)

    found = await read_throughput(period, now)

    third = found.points[-3]
    assert (third.ended.succeeded, third.ended.failed, third.ended.other) == (2, 1, 1)
    assert (found.total.succeeded, found.total.failed, found.total.other) == (3, 1, 1)
    assert found.total.failure_share == 0.25
    bulk, interactive = found.queues
    assert (bulk.name, bulk.ended.succeeded, bulk.per_point[0], bulk.per_point[-3]) == ("bulk", 3, 1, 2)
    assert interactive.ended.wait.count == 1
    assert interactive.ended.wait.p50
    assert timedelta(seconds=20) <= interactive.ended.wait.p50 <= timedelta(seconds=80)
    assert bulk.ended.run.p95
    assert timedelta(seconds=1.5) <= bulk.ended.run.p95 <= timedelta(seconds=6)


async def test_a_part_that_is_counted_and_a_part_that_is_not_make_the_whole(database: None) -> None:
    now = utc_now()
    await make_attempts([now - timedelta(minutes=minutes) for minutes in (50, 20, 9)])
    await roll_up(ATTEMPTS, now - timedelta(minutes=5))
    await make_attempts([now - timedelta(minutes=2), now - timedelta(seconds=1)])
    assert (await read_throughput(Period.HOUR, now)).total.succeeded == 5


async def test_it_takes_two_queries_and_reads_only_the_newest_of_what_is_not_counted(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "MOST_RECENT", 3)
    now = utc_now()
    await make_attempts([now - timedelta(seconds=seconds) for seconds in range(5)])
    with counted_queries() as queries:
        found = await read_throughput(Period.HOUR, now)
    assert len(queries) == 2
    assert (found.total.succeeded, found.is_bounded) == (3, True)


async def test_an_empty_ledger_has_points_without_anything(database: None) -> None:
    found = await read_throughput(Period.DAY, utc_now())
    assert (found.queues, found.total.failure_share, found.is_bounded) == ((), None, False)
    assert {point.ended.succeeded for point in found.points} == {0}
