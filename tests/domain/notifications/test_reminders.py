"""Reminders: one for each saved session and each time at which it starts, by the event's clock."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from domain.notifications.reminders import LEAD, write_reminders
from domain.recommendations.bookmarks import set_bookmark
from domain.tables import Event, Notification, Session
from tests.cast import NOW, Cast, gather

OFFSET = timedelta(days=-400)
# The talk on queues starts at ten by the event's clock; this is ten by the world's.
STARTS = datetime(2026, 11, 18, 10, tzinfo=NOW.tzinfo) - OFFSET


@pytest.fixture
async def cast(database: None) -> Cast:
    cast = await gather()
    await Event.update({Event.clock_offset: OFFSET}).where(Event.id == cast.event)
    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "backup")
    return cast


async def told() -> list[tuple[UUID, UUID, datetime]]:
    rows = await Notification.select().order_by(Notification.created_at)
    return [(row["user_id"], row["session_id"], row["due_at"]) for row in rows]


async def test_a_reminder_is_written_a_quarter_of_an_hour_before_and_once(cast: Cast) -> None:
    assert await write_reminders(STARTS - LEAD - timedelta(seconds=1)) == 0
    assert [await write_reminders(STARTS - LEAD + timedelta(minutes=minute)) for minute in range(3)] == [1, 0, 0]
    assert await told() == [(cast.ada, cast.queues_talk, STARTS - LEAD)]


async def test_of_workers_at_once_one_writes_it(cast: Cast) -> None:
    written = await asyncio.gather(*[write_reminders(STARTS - LEAD) for _ in range(6)])
    assert sum(written) == 1


async def test_who_saves_late_is_still_told_but_not_once_it_has_begun(cast: Cast) -> None:
    await set_bookmark(cast.omar, cast.event, cast.queues_talk, "must")
    assert await write_reminders(STARTS - timedelta(seconds=1)) == 2
    await set_bookmark(cast.sam, cast.event, cast.queues_talk, "must")
    assert await write_reminders(STARTS) == 0


async def test_a_session_that_moves_is_announced_again(cast: Cast) -> None:
    await write_reminders(STARTS - LEAD)
    later = timedelta(hours=2)
    await Session.raw("UPDATE session SET starts_at = starts_at + {}, ends_at = ends_at + {}", later, later)
    assert await write_reminders(STARTS - LEAD) == 0
    assert await write_reminders(STARTS + later - LEAD) == 1


async def test_a_cancelled_session_is_not_announced(cast: Cast) -> None:
    await Session.update({Session.status: "cancelled"}).where(Session.id == cast.queues_talk)
    assert await write_reminders(STARTS - LEAD) == 0


async def test_more_than_one_batch_is_written_whole(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.notifications.reminders.BATCH", 2)
    for person in (cast.sam, cast.omar, cast.root, cast.mallory):
        await set_bookmark(person, cast.event, cast.queues_talk, "want")
    assert await write_reminders(STARTS - LEAD) == 5
