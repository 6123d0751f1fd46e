"""Pausing: what falls into a pause is neither run nor missed."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.errors import NotFound
from domain.ids import uuid7
from domain.schedules.pause import pause, resume
from domain.schedules.tick import tick
from domain.tables import Job
from domain.tables import Schedule as Row
from tests.cast import make_event
from tests.domain.schedules.rows import NOW, TWO_AT_NIGHT, add, read

DAY = timedelta(days=1)


@pytest.fixture
async def event(database: None) -> UUID:
    return await make_event("harbour", "Harbour Conf")


async def test_a_pause_of_days_is_not_caught_up(event: UUID) -> None:
    schedule = await add(event_id=event, catch_up="all")
    await pause(schedule, NOW)
    await tick(["nightly"], NOW + 3 * DAY)
    await resume(schedule, NOW + 3 * DAY)
    await tick(["nightly"], NOW + 3 * DAY)
    row = await read(schedule)
    assert (row.next_at, row.missed) == (TWO_AT_NIGHT + 4 * DAY, 0)
    assert await Row.count().where(Row.paused_at.is_null()) == 1
    assert await Job.count() == 0


async def test_the_row_for_all_events_pauses_and_resumes_theirs(event: UUID) -> None:
    of_all = await add(time_zone=None, next_at=None)
    one, another = await add(event_id=event), await add(event_id=event, name="another")
    await pause(of_all, NOW)
    await resume(of_all, NOW)
    assert [(await read(schedule)).next_at for schedule in (of_all, one, another)] == [
        None,
        TWO_AT_NIGHT + DAY,
        TWO_AT_NIGHT,
    ]


async def test_pausing_twice_keeps_the_first_time_and_resuming_what_runs_changes_nothing(event: UUID) -> None:
    schedule = await add(event_id=event)
    await resume(schedule, NOW)
    assert (await read(schedule)).next_at == TWO_AT_NIGHT
    await pause(schedule, NOW)
    await pause(schedule, NOW + DAY)
    assert (await read(schedule)).paused_at == NOW


async def test_an_unknown_schedule_is_not_found(database: None) -> None:
    with pytest.raises(NotFound):
        await pause(uuid7(), NOW)
    with pytest.raises(NotFound):
        await resume(uuid7(), NOW)
