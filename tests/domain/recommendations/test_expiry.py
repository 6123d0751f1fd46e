"""Lists that ran out: deleted long after their event, made anew when somebody looks, and never a page left empty."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.recommendations.bookmarks import set_bookmark
from domain.recommendations.dismissals import dismiss
from domain.recommendations.expiry import KEPT_AFTER_EVENT, delete_expired, renew_if_expired
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.list_state import read_list_state
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.store import LIFETIME
from domain.tables import (
    Bookmark,
    Dismissal,
    Event,
    Job,
    PersonRecommendation,
    SessionRecommendation,
    SpeakerRecommendation,
)
from tests.cast import Cast, gather

MADE = datetime(2026, 11, 18, 9, tzinfo=UTC)
OVER = datetime(2026, 11, 19, 23, tzinfo=UTC)
LONG_OVER = OVER + KEPT_AFTER_EVENT


@pytest.fixture
async def cast(database: None) -> Cast:
    cast = await gather()
    await Event.update({Event.clock_offset: timedelta(0)}).where(Event.id == cast.event)
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), MADE)
    return cast


async def test_an_expired_list_stays_until_long_after_its_event(cast: Cast) -> None:
    assert await delete_expired(LONG_OVER - timedelta(seconds=1)) == 0
    assert await SessionRecommendation.count() > 0


async def test_then_it_goes_and_what_its_owner_chose_stays(cast: Cast) -> None:
    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "must")
    await dismiss(cast.ada, cast.event, cast.design_talk, "bad_time")
    speaker = SpeakerRecommendation(
        user_id=cast.ada, event_id=cast.event, speaker_id=cast.omar, match_score=9, source="hybrid", expires_at=MADE
    )
    await speaker.save()
    person = PersonRecommendation(
        user_id=cast.ada, event_id=cast.event, person_id=cast.omar, match_score=9, source="hybrid", expires_at=MADE
    )
    await person.save()
    tables = (SessionRecommendation, SpeakerRecommendation, PersonRecommendation)
    lists = [await table.count() for table in tables]
    assert min(lists) > 0
    assert await delete_expired(LONG_OVER) == sum(lists)
    assert [await table.count() for table in tables] == [0, 0, 0]
    assert (await Bookmark.count(), await Dismissal.count()) == (1, 1)


async def test_what_has_not_run_out_stays_however_old_its_event(cast: Cast) -> None:
    for table in (SessionRecommendation, SpeakerRecommendation):
        await table.update({table.expires_at: LONG_OVER}, force=True)
    assert await delete_expired(LONG_OVER) == 0


async def test_over_is_by_the_clock_of_the_event(cast: Cast) -> None:
    await Event.update({Event.clock_offset: -timedelta(days=1)}).where(Event.id == cast.event)
    assert await delete_expired(LONG_OVER) == 0


async def renews(cast: Cast, now: datetime) -> bool:
    return await renew_if_expired(cast.ada, cast.event, await read_list_state(cast.ada, cast.event), now)


async def test_looking_at_an_expired_list_asks_for_a_new_one_once(cast: Cast) -> None:
    assert not await renews(cast, MADE + LIFETIME - timedelta(seconds=1))
    assert await renews(cast, MADE + LIFETIME)
    assert not await renews(cast, MADE + LIFETIME)
    assert [job["name"] for job in await Job.select()] == ["GenerateRecommendations"]


async def test_nothing_is_made_anew_when_the_event_is_over(cast: Cast) -> None:
    assert not await renews(cast, OVER)
    await Event.update({Event.ends_on: date(2026, 11, 20)}).where(Event.id == cast.event)
    assert await renews(cast, OVER)


async def test_who_has_no_list_asks_for_none_by_looking(cast: Cast) -> None:
    assert not await renew_if_expired(
        cast.omar, cast.event, await read_list_state(cast.omar, cast.event), MADE + LIFETIME
    )
