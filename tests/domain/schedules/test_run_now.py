"""Run now: at once, besides the plan, as often as asked."""

from uuid import UUID

import pytest

from domain.errors import NotFound
from domain.ids import uuid7
from domain.schedules.run_now import run_now
from domain.tables import Job, ScheduleOccurrence
from tests.cast import make_event
from tests.domain.schedules.rows import NOW, TWO_AT_NIGHT, add, jobs, read


@pytest.fixture
async def event(database: None) -> UUID:
    return await make_event("harbour", "Harbour Conf")


async def test_its_work_is_enqueued_for_no_night_and_the_plan_stays(event: UUID) -> None:
    schedule = await add(event_id=event, paused_at=NOW)
    [job_id] = await run_now(schedule, NOW)
    assert await jobs() == [("RefreshEvent", f'{{"night": null, "event_id": "{event}"}}')]
    [occurrence] = await ScheduleOccurrence.select()
    assert (occurrence["state"], occurrence["job_id"], occurrence["due_at"]) == ("by_hand", job_id, NOW)
    assert (await read(schedule)).next_at == TWO_AT_NIGHT


async def test_who_asks_twice_joins_the_job_that_waits(event: UUID) -> None:
    schedule = await add(event_id=event)
    assert await run_now(schedule, NOW) == await run_now(schedule, NOW)
    assert await Job.count() == 1
    assert await ScheduleOccurrence.count() == 2


async def test_the_row_for_all_events_runs_each_active_one(event: UUID) -> None:
    await add(event_id=event)
    await add(event_id=await make_event("over", "Over Conf"), next_at=None)
    await add(event_id=event, name="another")
    of_all = await add(time_zone=None, next_at=None)
    assert len(await run_now(of_all, NOW)) == 1
    assert [job["event_id"] for job in await Job.select()] == [event]


async def test_an_unknown_schedule_is_not_found(database: None) -> None:
    with pytest.raises(NotFound):
        await run_now(uuid7(), NOW)
