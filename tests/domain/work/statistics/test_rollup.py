"""Counting what ended: each attempt once, whoever counts, and none forgotten that comes late."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.settings import load_settings
from domain.tables import AttemptStatistic, Job
from domain.work.statistics import rollup as statistics_rollup
from domain.work.statistics.rollup import ATTEMPTS, begin_anew, forget_statistics, roll_up
from domain.work.statistics.statements import SAFE_UNTIL
from domain.work.statistics.throughput import read_totals
from tests.domain.work.attempts import make_attempts


async def counts(step: int) -> int:
    rows = await AttemptStatistic.raw(
        "SELECT coalesce(sum(succeeded + retried + dead + crashed + cancelled + returned), 0)::int AS attempts "
        "FROM attempt_statistic WHERE step_seconds = {}",
        step,
    )
    attempts: int = rows[0]["attempts"]
    return attempts


async def test_each_attempt_is_counted_once_in_every_resolution(database: None) -> None:
    now = utc_now()
    await make_attempts([now - timedelta(minutes=minutes) for minutes in range(2, 200, 7)])
    assert await roll_up(ATTEMPTS, now) == 29
    assert await roll_up(ATTEMPTS, now) == 0
    assert [await counts(step) for step in (60, 300, 3600, 0)] == [29] * 4
    assert await AttemptStatistic.count().where(AttemptStatistic.step_seconds == 60) == 29
    assert await AttemptStatistic.count().where(AttemptStatistic.step_seconds == 0) == 1


async def test_however_many_workers_count_at_once(database: None) -> None:
    now = utc_now()
    await make_attempts([now - timedelta(minutes=minutes) for minutes in range(2, 100, 3)])
    counted = await asyncio.gather(*(roll_up(ATTEMPTS, now) for _ in range(5)))
    counted.append(await roll_up(ATTEMPTS, now))
    assert (sum(counted), await counts(60), await counts(0)) == (33, 33, 33)


async def test_the_minute_that_is_not_over_waits(database: None) -> None:
    now = utc_now()
    await make_attempts([now])
    assert await roll_up(ATTEMPTS, now) == 0
    assert await counts(60) == 0


async def test_an_attempt_whose_transaction_is_still_open_is_waited_for(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = uuid7()
    await Job(id=job, name="SendMail", queue="bulk", state="succeeded").save().run()
    other = await asyncpg.connect(str(load_settings().database_url))
    try:
        opened = other.transaction()
        await opened.start()
        await other.execute(
            "INSERT INTO job_attempt (id, job_id, dispatch_no, outcome, started_at) "
            "VALUES ($1, $2, 1, 'succeeded', now())",
            uuid7(),
            job,
        )
        ended_at = await other.fetchval("SELECT now()")
        await asyncio.sleep(0.1)
        # As if the minute had passed, and the margin with it.
        at_once = SAFE_UNTIL.replace("now() - interval '5 s'", "now()").replace("'minute'", "'milliseconds'")
        monkeypatch.setattr(statistics_rollup, "SAFE_UNTIL", at_once)
        assert await roll_up(ATTEMPTS, utc_now() + timedelta(minutes=5)) == 0
        await opened.commit()
        assert await roll_up(ATTEMPTS, utc_now() + timedelta(minutes=5)) == 1
        assert ended_at < utc_now()
    finally:
        await other.close()


async def test_after_an_outage_of_days_it_catches_up(database: None) -> None:
    now = utc_now()
    await roll_up(ATTEMPTS, now - timedelta(days=5))
    await make_attempts([now - timedelta(days=4, hours=1), now - timedelta(days=1), now - timedelta(minutes=30)])
    assert await roll_up(ATTEMPTS, now) == 3


async def test_history_written_by_hand_is_counted_after_a_new_beginning(database: None) -> None:
    now = utc_now()
    await roll_up(ATTEMPTS, now)
    await make_attempts([now - timedelta(days=2)])
    assert await roll_up(ATTEMPTS, now) == 0
    await begin_anew()
    assert await roll_up(ATTEMPTS, now) == 1


async def test_totals_tell_outcomes_and_durations(database: None) -> None:
    now = utc_now()
    earlier = [now - timedelta(minutes=10)]
    await make_attempts(earlier, waited=timedelta(seconds=2), ran=timedelta(seconds=10))
    await make_attempts(earlier, "crashed", waited=None, ran=timedelta(seconds=500))
    await roll_up(ATTEMPTS, now - timedelta(minutes=5))
    await make_attempts([now - timedelta(minutes=3)], "retried", waited=timedelta(seconds=3), ran=timedelta(seconds=1))
    await roll_up(ATTEMPTS, now)

    [total] = await read_totals()

    assert {name: count for name, count in total.by_outcome.items() if count} == {
        "succeeded": 1,
        "retried": 1,
        "crashed": 1,
    }
    assert (sum(total.wait), round(total.wait_seconds, 3)) == (2, 5.0)
    assert (sum(total.run), round(total.run_seconds, 3)) == (2, 11.0)


async def test_what_no_chart_shows_is_forgotten_and_the_totals_stay(database: None) -> None:
    now = utc_now()
    await make_attempts([now - timedelta(hours=30), now - timedelta(minutes=5)])
    await roll_up(ATTEMPTS, now)
    assert await forget_statistics(now) == 2
    assert [await counts(step) for step in (60, 300, 3600, 0)] == [1, 2, 2, 2]
