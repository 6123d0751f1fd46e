"""Attendees of an imported schedule: the same each time, with interests of the whole programme."""

from uuid import UUID

import pytest

from domain.tables import Event, Profile, Registration
from local.demo.schedule_attendees import add_attendees, draw_people
from local.demo.urn import fill
from local.demo.vocabulary import read_vocabulary
from local.demo.write import write_demo
from tests.cast import NOW, make_event, make_session

VOCABULARY = fill({f"term {number}": number for number in range(1, 80)})


def test_the_same_people_are_drawn_each_time() -> None:
    assert draw_people("fosdem-2024", VOCABULARY) == draw_people("fosdem-2024", VOCABULARY)


def test_each_event_has_people_of_its_own() -> None:
    one, other = draw_people("fosdem-2024", VOCABULARY), draw_people("38c3-2024", VOCABULARY)
    assert len({person.email for person in one + other}) == 600


def test_everybody_draws_four_to_eight_terms_on_their_own() -> None:
    people = draw_people("fosdem-2024", VOCABULARY)
    assert {len(set(person.interests)) for person in people} == {4, 5, 6, 7, 8}
    assert len({person.interests for person in people}) == 300
    assert {interest for person in people for interest in person.interests} <= set(VOCABULARY.things)


def test_frequent_terms_are_drawn_more_often() -> None:
    people = draw_people("fosdem-2024", VOCABULARY)
    drawn = [interest for person in people for interest in person.interests]
    assert drawn.count("term 79") > 3 * drawn.count("term 8")


def test_roles_goals_and_levels_vary() -> None:
    people = draw_people("fosdem-2024", VOCABULARY)
    assert len({person.role for person in people}) == 18
    assert len({person.goals for person in people}) > 10
    assert {person.preferred_difficulty for person in people} == {"beginner", "intermediate", "advanced"}


@pytest.fixture
async def event(database: None) -> UUID:
    await write_demo(NOW)
    event_id = await make_event("imported", "Imported Conf")
    await make_session(event_id, "One", tags=["Rust", "rust", "Networks"])
    await make_session(event_id, "Two", derived_tags=["rust", "kernel"])
    await make_session(event_id, "Cancelled", tags=["cobol"], status="cancelled")
    return event_id


async def test_a_term_of_more_sessions_weighs_more(event: UUID) -> None:
    assert await read_vocabulary(event) == fill({"kernel": 1, "networks": 1, "rust": 4})


async def test_attendees_are_written_once_and_kept(event: UUID) -> None:
    assert await add_attendees(event, "imported") == 304
    before = await Profile.select().order_by(Profile.id)
    assert await add_attendees(event, "imported") == 304
    assert await Profile.select().order_by(Profile.id) == before


@pytest.mark.usefixtures("database")
async def test_a_programme_without_sessions_has_no_attendees_until_it_has_some() -> None:
    event_id = await make_event("later", "Later Conf")
    assert await add_attendees(event_id, "later") == 0
    await make_session(event_id, "One", tags=["Rust"])
    assert await add_attendees(event_id, "later") == 300


async def test_the_demo_people_take_part_with_the_profile_they_have(event: UUID) -> None:
    await add_attendees(event, "imported")
    rows = await Registration.select(Registration.user_id.name, Registration.role).where(
        (Registration.event_id == event) & Registration.user_id.email.like("%@demo.example")
    )
    assert sorted((row["user_id.name"].split()[0], row["role"]) for row in rows) == [
        ("Ada", "attendee"),
        ("Omar", "attendee"),
        ("Omar", "organizer"),
        ("Rút", "attendee"),
        ("Sam", "attendee"),
    ]
    assert await Event.count() == 2
