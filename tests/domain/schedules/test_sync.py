"""The table follows what is declared and which events are active, and forgets nothing meanwhile."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.schedules.catch_up import CatchUp
from domain.schedules.declaration import Schedule
from domain.schedules.sync import sync_schedules
from domain.schedules.tick import tick
from domain.tables import Event
from domain.tables import Schedule as Row
from domain.work.works import PruneJobs, RefreshEvent
from tests.domain.schedules.rows import NOW

PRUNING = Schedule("pruning", "43 3 * * *", PruneJobs)
REFRESH = Schedule("refresh", "0 2 * * *", RefreshEvent, for_each_event=True)
DAY = timedelta(days=1)
NEXT_NIGHT = datetime(2026, 11, 19, 1, tzinfo=UTC)


async def make_event(slug: str = "harbour", **fields: Any) -> UUID:
    """A conference in Bergen from the 17th to the 19th, made known long before."""
    dates = {"starts_on": date(2026, 11, 17), "ends_on": date(2026, 11, 19)}
    event = Event(
        **{"slug": slug, "name": slug, "time_zone": "Europe/Oslo", "created_at": NOW - 90 * DAY, **dates, **fields}
    )
    await event.save()
    return event.id


async def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await Row.select().where(Row.name == name).order_by(Row.next_at)
    return found


async def only(name: str, event_id: UUID | None = None) -> dict[str, Any]:
    [row] = [row for row in await rows(name) if row["event_id"] == event_id]
    return row


async def test_a_declared_schedule_begins_with_its_next_occurrence(database: None) -> None:
    await sync_schedules([PRUNING], NOW)
    row = await only("pruning")
    assert (row["work"], row["cron"], row["time_zone"], row["catch_up"]) == ("PruneJobs", "43 3 * * *", "UTC", "latest")
    assert row["next_at"] == datetime(2026, 11, 19, 3, 43, tzinfo=UTC)


async def test_a_later_start_changes_nothing_so_what_was_missed_is_still_owed(database: None) -> None:
    await sync_schedules([PRUNING], NOW)
    await Row.update({Row.paused_at: NOW, Row.missed: 7}).where(Row.name == "pruning")
    before = await rows("pruning")
    await sync_schedules([PRUNING], NOW + 5 * DAY)
    assert await rows("pruning") == before


@pytest.mark.parametrize(
    ("changed", "next_at"),
    [
        (Schedule("pruning", "13 4 * * *", PruneJobs), datetime(2026, 11, 24, 4, 13, tzinfo=UTC)),
        (Schedule("pruning", "43 3 * * *", PruneJobs, CatchUp.NONE), datetime(2026, 11, 19, 3, 43, tzinfo=UTC)),
    ],
)
async def test_another_expression_begins_anew_and_another_policy_does_not(
    database: None, changed: Schedule, next_at: datetime
) -> None:
    await sync_schedules([PRUNING], NOW)
    await Row.update({Row.paused_at: NOW}).where(Row.name == "pruning")
    await sync_schedules([changed], NOW + 5 * DAY)
    row = await only("pruning")
    assert (row["cron"], row["catch_up"], row["next_at"]) == (changed.cron, changed.catch_up, next_at)
    assert row["paused_at"] == NOW


async def test_many_workers_that_start_at_once_make_one_row_of_each(database: None) -> None:
    event = await make_event(created_at=NOW)
    await asyncio.gather(*[sync_schedules([PRUNING, REFRESH], NOW) for _ in range(6)])
    assert len(await rows("pruning")) == 1
    assert {row["event_id"] for row in await rows("refresh")} == {event, None}


async def test_a_schedule_for_each_event_has_a_row_in_the_zone_of_each_active_one(database: None) -> None:
    bergen = await make_event(created_at=NOW)
    sydney = await make_event("sydney", time_zone="Australia/Sydney", created_at=NOW)
    await make_event("over", starts_on=date(2026, 11, 10), ends_on=date(2026, 11, 17))
    await make_event("far", starts_on=date(2026, 12, 3), ends_on=date(2026, 12, 4))
    await make_event("undated", starts_on=None, ends_on=None)
    await sync_schedules([REFRESH], NOW)
    assert {row["event_id"]: row["next_at"] for row in await rows("refresh")} == {
        None: None,
        bergen: NEXT_NIGHT,
        sydney: datetime(2026, 11, 18, 15, tzinfo=UTC),
    }


async def test_an_event_is_active_from_two_weeks_before_to_its_end_by_its_own_clock(database: None) -> None:
    first = await make_event(starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 4))
    last = await make_event("last", starts_on=date(2026, 11, 10), ends_on=date(2026, 11, 18))
    demo = await make_event("demo", starts_on=date(2020, 2, 1), ends_on=date(2020, 2, 3), clock_offset=-2482 * DAY)
    await sync_schedules([REFRESH], NOW)
    assert {row["event_id"] for row in await rows("refresh")} == {None, first, last, demo}


async def test_an_event_that_became_active_while_nothing_ran_is_owed_its_latest_night(database: None) -> None:
    event = await make_event(starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 2))
    await sync_schedules([REFRESH], NOW)
    # Active since the 16th; of three nights the latest is run.
    assert (await only("refresh", event))["next_at"] == datetime(2026, 11, 16, 1, tzinfo=UTC)
    await tick(["refresh"], NOW)
    row = await only("refresh", event)
    assert (row["missed"], row["next_at"]) == (2, NEXT_NIGHT)


async def test_an_event_made_known_today_is_owed_nothing(database: None) -> None:
    event = await make_event(created_at=NOW - timedelta(hours=1))
    await sync_schedules([REFRESH], NOW)
    assert (await only("refresh", event))["next_at"] == NEXT_NIGHT


async def test_an_event_that_is_over_rests_and_one_that_comes_back_begins_anew(database: None) -> None:
    event = await make_event(created_at=NOW)
    await sync_schedules([REFRESH], NOW)
    await Row.update({Row.paused_at: NOW}).where(Row.event_id == event)
    await sync_schedules([REFRESH], NOW + 3 * DAY)
    assert (await only("refresh", event))["next_at"] is None
    await Event.update({Event.ends_on: date(2026, 11, 30)}).where(Event.id == event)
    await sync_schedules([REFRESH], NOW + 5 * DAY)
    row = await only("refresh", event)
    assert (row["next_at"], row["paused_at"]) == (NEXT_NIGHT + 5 * DAY, NOW)


async def test_an_event_that_moves_to_another_zone_has_its_nights_there(database: None) -> None:
    event = await make_event(created_at=NOW)
    await sync_schedules([REFRESH], NOW)
    await Event.update({Event.time_zone: "America/New_York"}).where(Event.id == event)
    await sync_schedules([REFRESH], NOW)
    assert (await only("refresh", event))["next_at"] == datetime(2026, 11, 19, 7, tzinfo=UTC)
