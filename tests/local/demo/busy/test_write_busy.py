"""What `--busy` adds, in a real database: once, counted, and with work that waits."""

from datetime import datetime, timedelta

import pytest

from domain.clock import utc_now
from domain.schedules.nights import read_nights
from domain.tables import AttemptStatistic, AuditEntry, Event, Job, JobAttempt, ModelCall, ModelStatistic
from local.demo.busy.write_busy import write_busy
from local.demo.write import write_demo

OUTCOMES = ("succeeded", "retried", "dead")


@pytest.fixture
async def now(database: None) -> datetime:
    now = utc_now()
    await write_busy((await write_demo(now)).event_id, now)
    return now


async def count_all() -> list[int]:
    return [await table.count() for table in (Event, Job, JobAttempt, ModelCall, AuditEntry)]


async def test_a_second_start_keeps_it_and_what_is_there_is_counted_and_can_be_seen(now: datetime) -> None:
    before = await count_all()
    assert await write_busy((await write_demo(now)).event_id, now) == ["A busy week was found, and kept as it is."]
    assert await count_all() == before

    ever = await AttemptStatistic.select(*OUTCOMES).where(AttemptStatistic.step_seconds == 0)
    counted = sum(row[outcome] for row in ever for outcome in OUTCOMES)
    # The last minute is counted when it is over.
    assert await JobAttempt.count().where(JobAttempt.finished_at < now - timedelta(minutes=2)) <= counted
    assert counted <= await JobAttempt.count()
    calls = await ModelStatistic.select(ModelStatistic.calls).where(ModelStatistic.step_seconds == 0)
    assert 0 < sum(row["calls"] for row in calls) <= await ModelCall.count()

    nights = {night.event: night.by_algorithm for night in await read_nights(now)}
    assert {name: stage and stage.state for name, stage in nights.items()} == {
        "Mesa Infrastructure Summit": "succeeded",
        "Northbound 2026": "scheduled",
        "Tidewater Data Day 2026": "succeeded",
    }
    waiting = (Job.state == "scheduled") & (Job.due_at < now - timedelta(minutes=40))
    assert await Job.exists().where(waiting)
