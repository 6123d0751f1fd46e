"""What is due becomes a job, once, however many workers look and whatever their clock does."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from domain.schedules.catch_up import PUNCTUAL, CatchUp, next_after
from domain.schedules.tick import tick
from domain.tables import Job, ScheduleOccurrence
from domain.tables import Schedule as Row
from tests.cast import make_event
from tests.domain.schedules.rows import NOW, TWO_AT_NIGHT, add, jobs, noted, read
from tests.domain.schedules.simulation import START, ZONES, at_half_past_two, clock, expected_runs

DAY = timedelta(days=1)
TICKERS = 3


@pytest.fixture
async def event(database: None) -> UUID:
    return await make_event("harbour", "Harbour Conf")


async def test_what_is_due_becomes_a_job_of_its_night(event: UUID) -> None:
    schedule = await add(event_id=event)
    assert await tick(["nightly"], NOW) == 1
    assert await jobs() == [("RefreshEvent", f'{{"night": "2026-11-18", "event_id": "{event}"}}')]
    assert await noted(schedule) == [("2026-11-18 02:00", "enqueued")]
    [job] = await Job.select(Job.origin)
    assert job["origin"] == "schedule:nightly"
    row = await read(schedule)
    assert (row.last_at, row.next_at, row.missed) == (TWO_AT_NIGHT, TWO_AT_NIGHT + DAY, 0)


async def test_nothing_happens_twice_nor_before_its_time(event: UUID) -> None:
    await add(event_id=event)
    assert await tick(["nightly"], TWO_AT_NIGHT - timedelta(seconds=1)) == 0
    assert [await tick(["nightly"], NOW) for _ in range(3)] == [1, 0, 0]
    assert await Job.count() == 1


async def test_many_who_look_at_once_make_one_job_of_each(event: UUID) -> None:
    schedules = [await add(event_id=event, name=f"nightly {number}", cron=f"{number} 2 * * *") for number in range(5)]
    names = [f"nightly {number}" for number in range(5)]
    looks = await asyncio.gather(*[tick(names, NOW) for _ in range(8)])
    assert sum(looks) == 5
    assert [len(await noted(schedule)) for schedule in schedules] == [1] * 5


async def test_a_time_that_is_shown_again_is_not_run_again(event: UUID) -> None:
    schedule = await add(event_id=event)
    await tick(["nightly"], NOW)
    # As if everything were forgotten but the occurrences themselves.
    await Row.update({Row.next_at: TWO_AT_NIGHT}).where(Row.id == schedule)
    assert await tick(["nightly"], NOW) == 1
    assert await Job.count() == 1
    assert (await read(schedule)).next_at == TWO_AT_NIGHT + DAY


async def test_what_was_missed_is_listed_and_counted(event: UUID) -> None:
    schedule = await add(event_id=event, next_at=TWO_AT_NIGHT - 23 * DAY)
    await tick(["nightly"], NOW)
    rows = await noted(schedule)
    assert (len(rows), rows[-1], rows[-2]) == (
        21,
        ("2026-11-18 02:00", "enqueued"),
        ("2026-11-17 02:00", "missed"),
    )
    assert (await read(schedule)).missed == 23


async def test_all_that_was_missed_can_be_caught_up(event: UUID) -> None:
    await add(event_id=event, next_at=TWO_AT_NIGHT - 3 * DAY, catch_up="all")
    await tick(["nightly"], NOW)
    nights = [arguments[11:21] for _, arguments in await jobs()]
    assert nights == ["2026-11-15", "2026-11-16", "2026-11-17", "2026-11-18"]


async def test_of_an_absence_too_long_for_one_look_the_rest_follows_at_once(event: UUID) -> None:
    schedule = await add(event_id=event, cron="* * * * *", next_at=NOW - timedelta(minutes=300))
    assert [await tick(["nightly"], NOW) for _ in range(3)] == [1, 1, 0]
    row = await read(schedule)
    assert (row.missed, row.last_at, await Job.count()) == (300, NOW, 1)


async def test_a_row_that_fails_keeps_no_other_and_stays_due(event: UUID) -> None:
    broken = await add(name="broken", work="Nonsense", next_at=TWO_AT_NIGHT - DAY)
    await add(event_id=event)
    assert await tick(["nightly", "broken"], NOW) == 1
    assert await Job.count() == 1
    assert (await noted(broken), (await read(broken)).next_at) == ([], TWO_AT_NIGHT - DAY)


async def test_what_this_version_does_not_declare_waits(event: UUID) -> None:
    await add(event_id=event, name="of another version")
    assert await tick(["nightly"], NOW) == 0


async def test_a_paused_schedule_waits_and_so_do_all_its_events(event: UUID) -> None:
    one = await add(event_id=event, paused_at=NOW)
    assert await tick(["nightly"], NOW) == 0
    await Row.update({Row.paused_at: None}).where(Row.id == one)
    of_all = await add(time_zone=None, next_at=None, paused_at=NOW)
    assert await tick(["nightly"], NOW) == 0
    await Row.update({Row.paused_at: None}).where(Row.id == of_all)
    assert await tick(["nightly"], NOW) == 1


def looks_of_workers(due: Sequence[datetime]) -> list[datetime]:
    """Every few hours, with outages and jumps; and often soon after something was due."""
    random, looks = Random("looks of workers"), list[datetime]()
    for now in list(clock(random))[::6]:
        looks += [at + PUNCTUAL * random.uniform(0, 1.5) for at in due if looks and looks[-1] < at < now][-1:]
        looks.append(now)
    return looks


async def test_in_four_hundred_days_three_workers_run_each_occurrence_once_by_policy(database: None) -> None:
    zones = dict(zip(CatchUp, ZONES, strict=True))
    due = {catch_up: at_half_past_two(zone) for catch_up, zone in zones.items()}
    looks = looks_of_workers(due[CatchUp.NONE])
    schedules = {
        catch_up: await add(
            event_id=await make_event(catch_up, catch_up),
            cron="30 2 * * *",
            time_zone=zone,
            catch_up=catch_up.value,
            next_at=next_after("30 2 * * *", ZoneInfo(zone), START),
        )
        for catch_up, zone in zones.items()
    }
    for now in looks:
        await asyncio.gather(*[tick(["nightly"], now) for _ in range(TICKERS)])

    for catch_up, schedule in schedules.items():
        enqueued = (ScheduleOccurrence.schedule_id == schedule) & (ScheduleOccurrence.state == "enqueued")
        rows = await ScheduleOccurrence.select().where(enqueued).order_by(ScheduleOccurrence.due_at)
        runs = expected_runs(due[catch_up], looks, catch_up)
        assert [row["due_at"] for row in rows] == runs
        assert (await read(schedule)).missed == sum(at <= max(looks) for at in due[catch_up]) - len(runs)
        assert await Job.count().where(Job.event_id == (await read(schedule)).event_id) == len(runs)
