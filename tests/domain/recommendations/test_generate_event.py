"""The fan-out over an event's attendees: whom it reaches, in what pieces, and how far it says it is."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from domain.clock import utc_now
from domain.recommendations import generate_event
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.generate_event import FanOut, advance_event
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Job
from domain.work.enqueue import enqueue
from domain.work.works import GenerateChunk, GenerateEvent
from tests.cast import Cast, gather, make_person


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def chunks() -> list[GenerateChunk]:
    rows = await Job.select(Job.arguments).where(Job.name == "GenerateChunk").order_by(Job.id)
    return [msgspec.json.decode(row["arguments"], type=GenerateChunk) for row in rows]


async def end_first_chunk(state: str) -> None:
    first = await Job.select(Job.id).where((Job.name == "GenerateChunk") & (Job.state == "scheduled")).first()
    assert first is not None
    await Job.update({Job.state: state}).where(Job.id == first["id"])


async def attendees(cast: Cast, count: int) -> set[UUID]:
    return {
        await make_person(f"Attendee {number}", f"{number}@demo.example", cast.event, "attendee")
        for number in range(count)
    }


async def test_each_attendee_is_in_one_chunk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate_event, "CHUNK", 3)
    people = await attendees(cast, 6) | {cast.ada}
    parent = await enqueue(GenerateEvent(event_id=cast.event))
    assert await advance_event(cast.event, parent) == FanOut(0, 7)
    made = await chunks()
    assert [len(chunk.user_ids) for chunk in made] == [3, 3, 1]
    assert {person for chunk in made for person in chunk.user_ids} == people


async def test_who_has_a_list_keeps_a_fresh_one_whatever_their_role(cast: Cast) -> None:
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    await Job.raw("UPDATE session_recommendation SET user_id = {}", cast.sam)
    await advance_event(cast.event, await enqueue(GenerateEvent(event_id=cast.event)))
    assert [set(chunk.user_ids) for chunk in await chunks()] == [{cast.ada, cast.sam}]


async def test_progress_is_told_in_people(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate_event, "CHUNK", 3)
    await attendees(cast, 4)
    parent = await enqueue(GenerateEvent(event_id=cast.event))
    await advance_event(cast.event, parent)
    await end_first_chunk("succeeded")
    assert await advance_event(cast.event, parent) == FanOut(3, 5)
    await end_first_chunk("dead")
    assert await advance_event(cast.event, parent) == FanOut(5, 5, failed=2)


async def test_the_night_goes_along(cast: Cast) -> None:
    parent = await enqueue(GenerateEvent(event_id=cast.event))
    await advance_event(cast.event, parent, date(2026, 11, 18))
    assert [chunk.night for chunk in await chunks()] == [date(2026, 11, 18)]


async def test_a_request_that_joins_a_waiting_fan_out_makes_it_begin_anew(cast: Cast) -> None:
    parent = await enqueue(GenerateEvent(event_id=cast.event))
    await advance_event(cast.event, parent)
    assert await enqueue(GenerateEvent(event_id=cast.event)) == parent
    await advance_event(cast.event, parent)
    assert len(await chunks()) == 2


async def test_an_event_of_nobody_is_done_at_once(cast: Cast) -> None:
    await Job.raw("DELETE FROM registration WHERE event_id = {}", cast.event)
    fan_out = await advance_event(cast.event, await enqueue(GenerateEvent(event_id=cast.event)))
    assert fan_out == FanOut(0, 0)
