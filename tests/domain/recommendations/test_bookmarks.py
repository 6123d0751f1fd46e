"""Bookmarks: set, changed, taken back, and only where the session is."""

import pytest

from domain.errors import NotFound
from domain.ids import uuid7
from domain.recommendations.bookmarks import delete_bookmark, list_bookmarked, set_bookmark
from domain.recommendations.dismissals import dismiss
from domain.tables import Bookmark, Dismissal, Event
from tests.cast import Cast, gather


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def levels(cast: Cast) -> list[str]:
    return [row["level"] for row in await Bookmark.select(Bookmark.level).where(Bookmark.user_id == cast.ada)]


async def test_saving_twice_changes_the_level_and_keeps_one_bookmark(cast: Cast) -> None:
    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "backup")
    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "must")
    assert await levels(cast) == ["must"]


async def test_taking_back_leaves_those_of_others(cast: Cast) -> None:
    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "must")
    await set_bookmark(cast.sam, cast.event, cast.queues_talk, "want")
    await delete_bookmark(cast.ada, cast.event, cast.queues_talk)
    await delete_bookmark(cast.ada, cast.event, cast.queues_talk)
    assert await levels(cast) == []
    assert await Bookmark.count() == 1


async def test_a_session_of_another_event_or_of_none_is_not_found(cast: Cast) -> None:
    [elsewhere] = await Event.select(Event.id).where(Event.slug == "elsewhere")
    for event, session in ((elsewhere["id"], cast.queues_talk), (cast.event, uuid7())):
        with pytest.raises(NotFound):
            await set_bookmark(cast.mallory, event, session, "must")
        with pytest.raises(NotFound):
            await delete_bookmark(cast.mallory, event, session)
    assert await Bookmark.count() == 0


async def test_who_saves_a_hidden_session_wants_to_see_it_again(cast: Cast) -> None:
    await dismiss(cast.ada, cast.event, cast.queues_talk, "bad_time")
    await dismiss(cast.sam, cast.event, cast.queues_talk, None)
    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "want")
    assert [row["user_id"] for row in await Dismissal.select(Dismissal.user_id)] == [cast.sam]


async def test_saved_sessions_come_in_the_order_of_time_with_what_became_of_them(cast: Cast) -> None:
    for session, level in ((cast.cancelled_talk, "must"), (cast.design_talk, "backup"), (cast.queues_talk, "want")):
        await set_bookmark(cast.ada, cast.event, session, level)  # type: ignore[arg-type]
    await set_bookmark(cast.sam, cast.event, cast.design_talk, "must")

    saved = await list_bookmarked(cast.ada, cast.event)

    assert [(each.session_id, each.level, each.is_cancelled) for each in saved] == [
        (cast.queues_talk, "want", False),
        (cast.design_talk, "backup", False),
        (cast.cancelled_talk, "must", True),
    ]
