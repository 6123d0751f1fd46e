"""The schedules and their occurrences, as an administrator sees them."""

from datetime import timedelta

from domain.schedules.listing import list_occurrences, list_schedules
from domain.schedules.pause import pause
from domain.schedules.run_now import run_now
from domain.schedules.tick import tick
from tests.cast import make_event
from tests.domain.schedules.rows import NOW, TWO_AT_NIGHT, add


async def test_schedules_are_listed_with_their_events_after_the_row_for_all(database: None) -> None:
    one = await add(event_id=await make_event("harbour", "Harbour Conf"))
    other = await add(event_id=await make_event("elsewhere", "Elsewhere Conf"))
    of_all = await add(time_zone=None, next_at=None)
    await add(name="of another version", work="Nonsense")
    listed = await list_schedules()
    assert [(row.id, row.event) for row in listed] == [
        (of_all, None),
        (other, "Elsewhere Conf"),
        (one, "Harbour Conf"),
    ]
    await pause(of_all, NOW)
    assert {row.paused_at for row in await list_schedules()} == {NOW}


async def test_occurrences_are_listed_newest_first(database: None) -> None:
    schedule = await add(event_id=await make_event("harbour", "Harbour Conf"), next_at=TWO_AT_NIGHT - timedelta(days=1))
    await tick(["nightly"], NOW)
    await run_now(schedule, NOW)
    listed = await list_occurrences(schedule)
    assert [(row.state, row.job_id is None) for row in listed] == [
        ("by_hand", False),
        ("enqueued", False),
        ("missed", True),
    ]
