"""Readings against a real database: once per session and revision, beside what people said."""

import json
from typing import Any
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.programme.session_facts import read_session_facts
from domain.programme.unread_sessions import read_unread_sessions
from domain.programme.write_readings import AskedSession, ReadAnswer, write_readings
from domain.tables import Event, Job, Session
from tests.cast import make_event, make_person, make_session

pytestmark = pytest.mark.usefixtures("database")

LONG = "Lock rows with SKIP LOCKED, vacuum dead tuples and measure throughput of queues in PostgreSQL."


async def harbour(**fields: Any) -> tuple[UUID, UUID]:
    event = await make_event("harbour", "Harbour Conf")
    await make_person("Ada", "ada@demo.example", event, "attendee")
    talk = await make_session(event, "A talk", **fields)
    await Session.raw("UPDATE session SET description = {}", LONG)
    return event, talk


def answer(*asked: tuple[UUID, int], is_whole: bool = True, is_simulated: bool = False, **said: Any) -> ReadAnswer:
    entry = {"id": 1, "level": "none", "tags": [], "outcomes": [], "audiences": [], **said}
    text = json.dumps({"sessions": [entry] if said else []})
    return ReadAnswer(tuple(AskedSession(*each) for each in asked), text, is_whole, is_simulated)


async def stored(talk: UUID) -> dict[str, Any]:
    [row] = await Session.select().where(Session.id == talk)
    return row


async def test_what_was_read_stands_in_for_what_was_derived_and_lists_follow_once() -> None:
    event, talk = await harbour(derived_tags=["weak"], derived_outcomes=["kept"])
    assert await write_readings(event, [answer((talk, 1), tags=["vacuum"], level="advanced")], utc_now()) == 1
    row = await stored(talk)
    assert (row["derived_tags"], row["derived_difficulty"], row["derived_outcomes"]) == (
        ["vacuum"],
        "advanced",
        ["kept"],
    )
    assert (set(row["model_fields"]), row["is_model_simulated"]) == ({"tags", "difficulty"}, False)
    assert (row["enriched_revision"], row["revision"]) == (1, 1)
    [facts] = await read_session_facts(event)
    assert (facts.tags, facts.difficulty) == (("vacuum",), "advanced")
    [revised] = await Event.select(Event.programme_revision)
    assert (revised["programme_revision"], [job["name"] for job in await Job.select()]) == (1, ["GenerateEvent"])


async def test_what_was_given_or_corrected_is_not_touched_and_not_written_beside() -> None:
    event, talk = await harbour(tags=["given"], corrected_difficulty="beginner")
    assert await write_readings(event, [answer((talk, 1), tags=["vacuum"], level="advanced")], utc_now()) == 0
    row = await stored(talk)
    assert (row["tags"], row["corrected_difficulty"]) == (["given"], "beginner")
    assert (row["derived_tags"], row["derived_difficulty"], row["enriched_revision"]) == ([], None, 1)


async def test_a_session_that_changed_since_it_was_shown_is_read_again() -> None:
    event, talk = await harbour()
    await Session.raw("UPDATE session SET revision = 2")
    assert await write_readings(event, [answer((talk, 1), tags=["vacuum"])], utc_now()) == 0
    assert (await stored(talk))["derived_tags"] == []
    assert [session.id for session in await read_unread_sessions(event)] == [talk]


async def test_a_session_is_read_once_in_each_revision_also_if_nothing_was_said_of_it() -> None:
    event, talk = await harbour()
    assert [session.id for session in await read_unread_sessions(event)] == [talk]
    await write_readings(event, [answer((talk, 1))], utc_now())
    assert await read_unread_sessions(event) == []
    await Session.raw("UPDATE session SET revision = 2")
    assert [session.revision for session in await read_unread_sessions(event)] == [2]


async def test_of_an_answer_that_is_not_whole_the_rest_is_asked_again() -> None:
    event, talk = await harbour()
    await write_readings(event, [answer((talk, 1), is_whole=False)], utc_now())
    assert [session.id for session in await read_unread_sessions(event)] == [talk]


async def test_what_a_simulated_model_wrote_is_marked() -> None:
    event, talk = await harbour()
    await write_readings(event, [answer((talk, 1), is_simulated=True, tags=["vacuum"])], utc_now())
    assert (await stored(talk))["is_model_simulated"]


async def test_writing_the_same_twice_changes_nothing() -> None:
    event, talk = await harbour()
    for _ in range(2):
        await write_readings(event, [answer((talk, 1), tags=["vacuum"])], utc_now())
    assert (await stored(talk))["derived_tags"] == ["vacuum"]
    assert await Job.count() == 1


async def test_a_session_of_another_event_cannot_be_written() -> None:
    _, talk = await harbour()
    elsewhere = await make_event("elsewhere", "Elsewhere")
    await write_readings(elsewhere, [answer((talk, 1), tags=["vacuum"])], utc_now())
    assert ((await stored(talk))["derived_tags"], (await stored(talk))["enriched_revision"]) == ([], None)


@pytest.mark.parametrize(
    "fields",
    [
        {"tags": ["a"], "difficulty": "beginner", "outcomes": ["b"], "target_audience": ["c"]},
        {"corrected_tags": [], "corrected_difficulty": "", "outcomes": ["b"], "corrected_target_audience": []},
        {"status": "cancelled"},
    ],
)
async def test_what_lacks_nothing_or_is_cancelled_is_not_read(fields: dict[str, Any]) -> None:
    event, _ = await harbour(**fields)
    assert await read_unread_sessions(event) == []


async def test_a_session_without_a_text_is_not_read() -> None:
    event, _ = await harbour()
    await Session.raw("UPDATE session SET description = 'short'")
    assert await read_unread_sessions(event) == []
