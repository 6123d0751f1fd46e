"""Prepared programmes: made once for each state of a programme, and forgotten when there are too many."""

import pytest

from domain.errors import NotFound
from domain.ids import uuid7
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Event
from tests.cast import gather, make_event, make_session
from tests.queries import counted_queries


async def test_a_programme_is_prepared_once_until_it_changes(database: None) -> None:
    cast, programmes = await gather(), ProgrammeIndexes()
    first = await programmes.of_event(cast.event)
    with counted_queries() as queries:
        assert await programmes.of_event(cast.event) is first
    assert len(queries) == 1
    await Event.raw("UPDATE event SET programme_revision = programme_revision + 1 WHERE id = {}", cast.event)
    assert await programmes.of_event(cast.event) is not first


async def test_the_least_lately_used_goes_when_there_are_too_many_sessions(database: None) -> None:
    programmes = ProgrammeIndexes(most_sessions=2)
    events = [await make_event(f"event-{number}", f"Event {number}") for number in range(3)]
    for event in events:
        await make_session(event, "Postgres as your job queue")
    first, second = [await programmes.of_event(event) for event in events[:2]]
    assert await programmes.of_event(events[0]) is first
    await programmes.of_event(events[2])
    assert await programmes.of_event(events[0]) is first
    assert await programmes.of_event(events[1]) is not second


async def test_one_programme_is_kept_however_large(database: None) -> None:
    cast, programmes = await gather(), ProgrammeIndexes(most_sessions=0)
    assert await programmes.of_event(cast.event) is await programmes.of_event(cast.event)


async def test_an_unknown_event_is_not_found(database: None) -> None:
    with pytest.raises(NotFound):
        await ProgrammeIndexes().of_event(uuid7())
