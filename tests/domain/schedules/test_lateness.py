"""Schedules that are late, and those that somebody paused."""

from datetime import timedelta

from domain.schedules.lateness import LATE_AFTER, list_idle_schedules
from tests.cast import make_event
from tests.domain.schedules.rows import NOW, add


async def test_who_was_due_long_enough_ago_is_late_the_longest_first(database: None) -> None:
    await add(name="soon", next_at=NOW + timedelta(hours=1))
    await add(name="just due", next_at=NOW - LATE_AFTER)
    await add(name="late", next_at=NOW - LATE_AFTER - timedelta(seconds=1))
    await add(name="very late", next_at=NOW - timedelta(days=1), event_id=await make_event("harbour", "Harbour Conf"))
    await add(name="of another version", work="Nonsense", next_at=NOW - timedelta(days=2))

    found = await list_idle_schedules(NOW)

    assert [(schedule.name, schedule.event) for schedule in found] == [("very late", "Harbour Conf"), ("late", None)]
    assert {schedule.paused_at for schedule in found} == {None}


async def test_what_is_paused_for_all_events_is_not_late_and_told_once(database: None) -> None:
    late = NOW - timedelta(days=1)
    await add(time_zone=None, next_at=None, paused_at=NOW)
    await add(event_id=await make_event("harbour", "Harbour Conf"), next_at=late)
    await add(name="another", next_at=late)

    found = await list_idle_schedules(NOW)

    assert [(schedule.name, schedule.paused_at) for schedule in found] == [("another", None), ("nightly", NOW)]
