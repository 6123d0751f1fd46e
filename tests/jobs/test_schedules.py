"""The schedules' loop in a worker, and a nightly refresh that is stopped half-way."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.recommendations import generate_event
from domain.settings import load_settings
from domain.tables import Event, Job, NightlyList, ScheduleOccurrence, SessionRecommendation
from domain.tables import Schedule as Row
from domain.work.enqueue import enqueue
from domain.work.works import RefreshEvent
from jobs import schedules
from jobs.declare import Counts, JobContext, job
from jobs.declare import Job as Declared
from jobs.generation import generate_for_chunk, refresh_event
from jobs.process import working
from jobs.schedules import run_schedules
from jobs.worker import JOBS, SCHEDULES, SLOTS
from tests.cast import Cast, gather, make_person

NIGHT = date(2026, 11, 18)


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def until(reached: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await reached():  # noqa: ASYNC110 (what is waited for is in the database)
            await asyncio.sleep(0.02)


async def test_many_workers_declare_the_schedules_and_run_what_is_due_once(cast: Cast) -> None:
    loops = [asyncio.create_task(run_schedules(SCHEDULES)) for _ in range(4)]
    try:
        refresh = (Row.event_id == cast.event) & (Row.name == "nightly refresh")
        await until(lambda: Row.exists().where(refresh).run())
        [row] = await Row.select().where(refresh)
        await Row.update({Row.next_at: datetime.now(UTC) - timedelta(days=1)}).where(Row.id == row["id"])
        await until(lambda: ScheduleOccurrence.exists().where(ScheduleOccurrence.schedule_id == row["id"]).run())
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)
    assert {row["name"] for row in await Row.select()} == {schedule.name for schedule in SCHEDULES}
    assert await Job.count().where(Job.event_id == cast.event, Job.name == "RefreshEvent") == 1


async def test_an_event_that_becomes_active_is_seen_without_a_restart(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedules, "LOOK_SECONDS", 0.01)
    await Event.update({Event.clock_offset: timedelta(days=-900)}).where(Event.id == cast.event)
    loop = asyncio.create_task(run_schedules(SCHEDULES))
    try:
        await until(lambda: Row.exists().run())
        assert await Row.count().where(Row.event_id == cast.event) == 0
        await Event.update({Event.clock_offset: timedelta(0), Event.ends_on: date(2100, 1, 1)}, force=True)
        await Event.update({Event.starts_on: date(2026, 1, 1)}, force=True)
        await until(lambda: Row.exists().where(Row.event_id == cast.event).run())
    finally:
        loop.cancel()


class Interruption:
    """A job for chunks that stops in the middle of the second, as if its machine went away."""

    def __init__(self) -> None:
        self.calls = 0
        self.stuck = asyncio.Event()

    def declared(self) -> Declared[Any]:
        @job(generate_for_chunk.work)
        async def interrupted(work: Any, context: JobContext) -> Counts:
            self.calls += 1
            if self.calls == 2:
                self.stuck.set()
                await asyncio.sleep(60)
            return await generate_for_chunk.function(work, context)

        return interrupted


async def test_a_refresh_that_is_stopped_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate_event, "CHUNK", 2)
    people: set[UUID] = {cast.ada} | {
        await make_person(f"Attendee {number}", f"{number}@demo.example", cast.event, "attendee") for number in range(8)
    }
    parent = await enqueue(RefreshEvent(event_id=cast.event, night=NIGHT))
    interruption = Interruption()
    some = {declared.name: declared for declared in (refresh_event, interruption.declared())}
    async with working(load_settings(), some, {"bulk": 2}):
        async with asyncio.timeout(20):
            await interruption.stuck.wait()
    assert await Job.count().where(Job.name == "GenerateChunk", Job.state != "succeeded") > 0

    async with working(load_settings(), JOBS, SLOTS):
        await until(lambda: Job.exists().where(Job.id == parent, Job.state == "succeeded").run())
    assert await NightlyList.count().where(NightlyList.night == NIGHT) == len(people)
    [refresh] = await Job.select().where(Job.id == parent)
    assert refresh["result"] == f'{{"failed": 0, "attendees": {len(people)}}}'
    assert await SessionRecommendation.count().where(SessionRecommendation.user_id == cast.ada) > 0
