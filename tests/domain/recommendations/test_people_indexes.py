"""Prepared speakers and people: made once for each state of an event, and forgotten when there are too many."""

import pytest

from domain.errors import NotFound
from domain.ids import uuid7
from domain.recommendations.bookmarks import set_bookmark
from domain.recommendations.people_indexes import CHOICES_GOOD_FOR, PeopleIndexes
from domain.tables import Event, User
from tests.cast import Cast, gather, make_person
from tests.queries import counted_queries


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def test_people_are_prepared_once_while_nothing_changes(cast: Cast) -> None:
    indexes = PeopleIndexes()
    first = await indexes.of_event(cast.event)
    with counted_queries() as queries:
        assert await indexes.of_event(cast.event) is first
    assert len(queries) == 1
    assert (len(first.people), len(first.speakers)) == (2, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE profile SET goals = ARRAY['NETWORK'] WHERE user_id = {}",
        "DELETE FROM profile WHERE user_id = {}",
        "DELETE FROM registration WHERE user_id = {}",
        "UPDATE speaker_profile SET expertise = ARRAY['x'] WHERE {}::uuid IS NOT NULL",
        "UPDATE event SET programme_revision = programme_revision + 1 WHERE {}::uuid IS NOT NULL",
    ],
)
async def test_a_change_is_seen_at_once(cast: Cast, statement: str) -> None:
    indexes = PeopleIndexes()
    first = await indexes.of_event(cast.event)
    await User.raw(statement, cast.ada)
    assert await indexes.of_event(cast.event) is not first


async def test_a_new_participant_is_seen_at_once(cast: Cast) -> None:
    indexes = PeopleIndexes()
    first = await indexes.of_event(cast.event)
    await make_person("Ana Sousa", "ana@demo.example", cast.event, "attendee")
    assert await indexes.of_event(cast.event) is not first


async def test_what_people_save_is_seen_after_a_while(cast: Cast) -> None:
    moment = 0.0
    indexes = PeopleIndexes(clock=lambda: moment)
    first = await indexes.of_event(cast.event)
    await set_bookmark(cast.ada, cast.event, cast.queues_talk, "must")
    assert await indexes.of_event(cast.event) is first
    moment = CHOICES_GOOD_FOR.total_seconds()
    index = (await indexes.of_event(cast.event)).people
    assert index.terms[index.position_of[cast.ada]].sessions == {cast.queues_talk}


async def test_the_least_lately_used_goes_when_there_are_too_many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.recommendations.people_indexes.KEPT_PEOPLE", 1)
    [elsewhere] = await Event.select(Event.id).where(Event.slug == "elsewhere")
    indexes = PeopleIndexes()
    first = await indexes.of_event(cast.event)
    assert await indexes.of_event(cast.event) is first
    await indexes.of_event(elsewhere["id"])
    assert await indexes.of_event(cast.event) is not first


async def test_an_unknown_event_is_not_found(database: None) -> None:
    with pytest.raises(NotFound):
        await PeopleIndexes().of_event(uuid7())
