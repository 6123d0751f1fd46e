"""Profiles: saved whole or not at all, and each change asks for new lists."""

from datetime import timedelta

import msgspec
import pytest

from domain.clock import utc_now
from domain.people.profiles import InvalidProfile, ProfileDetails, list_common_terms, read_profile, save_profile
from domain.tables import Event, Job, Profile, Registration
from tests.cast import Cast, gather, make_event, make_session

FULL = ProfileDetails(
    role="Platform engineer",
    company="Atlantikoma",
    industry="Software",
    about="Queues.",
    interests=("job queues", "Rust"),
    goals=("LEARN", "HIRE"),
    skills_to_offer=("SQL",),
    skills_needed=("Rust",),
    preferred_difficulty="advanced",
    languages=("English", "Norwegian"),
)


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def generations() -> list[dict[str, str]]:
    rows = await Job.select(Job.arguments).where(Job.name == "GenerateRecommendations")
    return [msgspec.json.decode(row["arguments"]) for row in rows]


async def test_what_is_saved_is_read(cast: Cast) -> None:
    await save_profile(cast.sam, FULL)
    assert await read_profile(cast.sam) == FULL
    await save_profile(cast.sam, ProfileDetails())
    assert await read_profile(cast.sam) == ProfileDetails()
    assert await Profile.count().where(Profile.user_id == cast.sam) == 1


async def test_who_told_nothing_has_an_empty_profile(cast: Cast) -> None:
    assert await read_profile(cast.sam) == ProfileDetails()


async def test_a_change_asks_for_a_list_in_each_event_that_is_not_over(cast: Cast) -> None:
    over = await make_event("over", "Over Conf")
    await Event.update({Event.clock_offset: timedelta(days=400) + (await _offset(over))}).where(Event.id == over)
    second = await make_event("second", "Second Conf")
    for event in (over, second):
        await Registration(user_id=cast.ada, event_id=event).save().run()
    # In two roles at once, and still one list.
    await Registration(user_id=cast.ada, event_id=cast.event, role="speaker").save().run()

    assert await save_profile(cast.ada, FULL) == 2

    assert {job["event_id"] for job in await generations()} == {str(cast.event), str(second)}
    assert {job["user_id"] for job in await generations()} == {str(cast.ada)}


async def test_an_event_is_not_over_before_its_last_day_ends_where_it_is(cast: Cast) -> None:
    # 20 Nov 10:30 in Kiritimati, UTC+14, is still the 19th in UTC: there the event of 17 to 19 Nov is over.
    late = utc_now()
    moment = late.replace(year=2026, month=11, day=19, hour=20, minute=30) - late
    await Event.update({Event.clock_offset: moment, Event.time_zone: "Pacific/Kiritimati"}).where(
        Event.id == cast.event
    )
    assert await save_profile(cast.ada, FULL) == 0
    await Event.update({Event.time_zone: "Europe/Oslo"}).where(Event.id == cast.event)
    assert await save_profile(cast.ada, FULL) == 1


async def test_a_profile_that_is_refused_changes_nothing(cast: Cast) -> None:
    before = await read_profile(cast.ada)
    with pytest.raises(InvalidProfile) as refused:
        await save_profile(cast.ada, msgspec.structs.replace(FULL, role="x" * 500, goals=("WIN",)))
    assert set(refused.value.problems) == {"role", "goals"}
    assert await read_profile(cast.ada) == before
    assert await generations() == []


async def test_common_terms_are_those_of_most_sessions_given_or_derived(cast: Cast) -> None:
    await make_session(cast.event, "A", tags=["postgresql"], derived_tags=["PostgreSQL", "vacuum"])
    await make_session(
        cast.event, "B", derived_tags=["PostgreSQL", "Databases", "talk"], track="databases", format="Talk"
    )
    await make_session(cast.event, "D", tags=["the state of open source databases in Europe"])
    await make_session(cast.event, "C", tags=["snow"], status="cancelled")

    terms = await list_common_terms(cast.event)

    assert terms[0] == "PostgreSQL"
    assert set(terms[1:]) == {"job queues", "typography", "vacuum"}


async def _offset(event: object) -> timedelta:
    [row] = await Event.select(Event.clock_offset).where(Event.id == event)
    offset: timedelta = row["clock_offset"]
    return offset
