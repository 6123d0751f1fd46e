"""Reading a list: one query, everything a card needs, and nothing of other people."""

import pytest

from domain.clock import utc_now
from domain.recommendations.bookmarks import set_bookmark
from domain.recommendations.dismissals import dismiss
from domain.recommendations.for_you import find_pick, read_picks
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Session
from tests.cast import Cast, gather
from tests.queries import counted_queries


@pytest.fixture
async def cast(database: None) -> Cast:
    cast = await gather()
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    return cast


async def test_a_pick_has_everything_a_card_shows(cast: Cast) -> None:
    [first, *_] = await read_picks(cast.ada, cast.event)

    assert (first.session_id, first.title, first.source) == (
        cast.queues_talk,
        "Postgres as your job queue",
        "hybrid",
    )
    assert (first.room, first.floor, first.speakers) == ("Fjord Room", "2", ("Sam Oyelaran-Whitfield",))
    assert "Your interest “job queues” is a main topic" in first.reasons
    assert first.breakdown.interests > 0
    assert (first.level, first.is_dismissed) == (None, False)


async def test_the_whole_list_is_one_query(cast: Cast) -> None:
    with counted_queries() as queries:
        await read_picks(cast.ada, cast.event)
    assert len(queries) == 1


async def test_a_pick_carries_what_was_done_with_it(cast: Cast) -> None:
    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "must")
    pick = await find_pick(cast.ada, cast.event, cast.queues_talk)
    assert pick
    assert pick.level == "must"

    await dismiss(cast.ada, cast.event, cast.queues_talk, "bad_time")
    pick = await find_pick(cast.ada, cast.event, cast.queues_talk)
    assert pick
    assert (pick.is_dismissed, pick.dismissal_reason) == (True, "bad_time")


async def test_bookmarks_of_others_do_not_show(cast: Cast) -> None:
    await set_bookmark(cast.sam, cast.event, cast.queues_talk, "must")
    await dismiss(cast.sam, cast.event, cast.queues_talk, None)
    [first, *_] = await read_picks(cast.ada, cast.event)
    assert (first.level, first.is_dismissed) == (None, False)


async def test_others_have_a_list_of_their_own(cast: Cast) -> None:
    assert await read_picks(cast.mallory, cast.event) == ()
    assert await find_pick(cast.mallory, cast.event, cast.queues_talk) is None


async def test_a_session_cancelled_since_stays_only_for_who_saved_it(cast: Cast) -> None:
    await Session.update({Session.status: "cancelled"}).where(Session.id == cast.queues_talk)
    assert await find_pick(cast.ada, cast.event, cast.queues_talk) is None

    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "want")
    pick = await find_pick(cast.ada, cast.event, cast.queues_talk)
    assert pick
    assert pick.is_cancelled
