import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.errors import NotFound
from domain.recommendations.coverage import measure_coverage
from domain.recommendations.dismissals import dismiss
from domain.recommendations.generate import generate_for_people, generate_recommendations
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Dismissal, Event, NightlyList, Profile, Session, SessionRecommendation
from tests.cast import Cast, gather
from tests.queries import counted_queries


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def generate(cast: Cast, programmes: ProgrammeIndexes | None = None) -> list[UUID]:
    """The sessions now stored for Ada, in order."""
    await generate_recommendations(cast.ada, cast.event, programmes or ProgrammeIndexes(), utc_now())
    rows = await SessionRecommendation.select().order_by(SessionRecommendation.position)
    return [row["session_id"] for row in rows if row["user_id"] == cast.ada]


async def test_an_interest_that_is_a_tag_comes_first(cast: Cast) -> None:
    assert (await generate(cast))[0] == cast.queues_talk
    first = (await SessionRecommendation.select().order_by(SessionRecommendation.position))[0]
    assert first["source"] == "hybrid"
    assert "Your interest “job queues” is a main topic" in first["reasons"]


async def test_generating_twice_stores_the_same_once(cast: Cast) -> None:
    assert await generate(cast) == await generate(cast)


async def test_two_generations_at_once_do_not_double(cast: Cast) -> None:
    await asyncio.gather(*(generate(cast) for _ in range(5)))
    listed = await generate(cast)
    assert len(listed) == len(set(listed)) > 0


async def test_what_was_dismissed_or_cancelled_is_not_recommended(cast: Cast) -> None:
    assert cast.queues_talk in await generate(cast)
    await Dismissal(user_id=cast.ada, session_id=cast.queues_talk).save().run()
    listed = await generate(cast)
    assert cast.queues_talk not in listed
    assert cast.cancelled_talk not in listed


async def test_a_changed_profile_changes_the_list(cast: Cast) -> None:
    await generate(cast)
    await Profile.update({Profile.interests: ["typography"]}).where(Profile.user_id == cast.ada)
    assert (await generate(cast))[0] == cast.design_talk


async def test_a_changed_programme_is_seen_once_its_revision_goes_up(cast: Cast) -> None:
    programmes = ProgrammeIndexes()
    await generate(cast, programmes)
    await Session.update({Session.tags: ["PostgreSQL", "job queues"]}).where(Session.id == cast.design_talk)
    await Event.raw("UPDATE event SET programme_revision = programme_revision + 1 WHERE id = {}", cast.event)
    assert set(await generate(cast, programmes)) >= {cast.queues_talk, cast.design_talk}


async def test_who_does_not_take_part_gets_nothing(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await generate_recommendations(cast.mallory, cast.event, ProgrammeIndexes(), utc_now())
    assert await SessionRecommendation.count() == 0


async def test_coverage_counts_attendees_only(cast: Cast) -> None:
    assert (await measure_coverage(cast.event)).with_one == 0
    listed = await generate(cast)
    coverage = await measure_coverage(cast.event)
    assert (coverage.attendees, coverage.with_one, coverage.with_ten) == (1, 1, 0)
    assert sum(source.entries for source in coverage.sources) == len(listed)


async def test_many_are_served_in_one_go_as_each_would_be_alone(cast: Cast) -> None:
    await dismiss(cast.sam, cast.event, cast.design_talk, None)
    await Profile(user_id=cast.sam, interests=["typography", "PostgreSQL"]).save().run()
    people = [cast.ada, cast.sam, cast.omar]
    alone = {
        person: await generate_recommendations(person, cast.event, ProgrammeIndexes(), utc_now()) for person in people
    }
    with counted_queries() as queries:
        together = await generate_for_people([*people, cast.mallory], cast.event, ProgrammeIndexes(), utc_now())
    assert together == alone
    assert cast.design_talk not in {entry.session_id for entry in together[cast.sam]}
    # Four for the programme; then the lock, the profiles, the store; nine for the speakers and people.
    assert len(queries) <= 16


async def test_a_list_of_a_night_is_made_once(cast: Cast) -> None:
    people, night = [cast.ada, cast.omar], date(2026, 11, 18)
    programmes = ProgrammeIndexes()
    first = await generate_for_people([cast.ada], cast.event, programmes, utc_now(), night)
    rest = await generate_for_people(people, cast.event, programmes, utc_now(), night)
    again = await generate_for_people(people, cast.event, programmes, utc_now(), night)
    next_night = await generate_for_people(people, cast.event, programmes, utc_now(), night + timedelta(days=1))
    assert [list(found) for found in (first, rest, again)] == [[cast.ada], [cast.omar], []]
    assert sorted(next_night) == sorted(people)
    assert await NightlyList.count() == 4


async def test_two_groups_at_once_make_a_list_of_a_night_once(cast: Cast) -> None:
    people, night = [cast.ada, cast.sam, cast.omar], date(2026, 11, 18)
    programmes = ProgrammeIndexes()
    groups = [generate_for_people(people[::turn], cast.event, programmes, utc_now(), night) for turn in (1, -1)]
    found = await asyncio.gather(*groups)
    assert sorted(person for lists in found for person in lists) == sorted(people)
