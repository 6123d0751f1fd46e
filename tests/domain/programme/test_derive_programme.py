"""Deriving for sessions wherever they came from, without touching what people and the model said."""

import pytest

from domain.programme.derive_programme import derive_programme
from domain.programme.import_schedule import import_schedule
from domain.programme.submit import submit_schedule
from domain.tables import Event, Job, Session
from tests.cast import make_event, make_person, make_session
from tests.domain.programme.sample_files import event_xml, schedule_xml

pytestmark = pytest.mark.usefixtures("database")


async def revision() -> int:
    [event] = await Event.select(Event.programme_revision)
    number: int = event["programme_revision"]
    return number


async def test_sessions_that_no_import_brought_get_what_their_text_says() -> None:
    event = await make_event("harbour", "Harbour Conf")
    talk = await make_session(event, "Introduction to mooring", track="Knots")
    assert await derive_programme(event) == 1
    [stored] = await Session.select().where(Session.id == talk)
    assert (stored["derived_difficulty"], stored["derived_tags"][0]) == ("beginner", "knots")
    assert (stored["tags"], stored["difficulty"], stored["revision"]) == ([], None, 1)


async def test_a_second_time_changes_nothing_and_asks_for_nothing() -> None:
    event = await make_event("harbour", "Harbour Conf")
    await make_person("Ada", "ada@demo.example", event, "attendee")
    await make_session(event, "Introduction to mooring")
    await derive_programme(event)
    before = await revision()
    await Job.raw("DELETE FROM job")
    assert (await derive_programme(event), await revision(), await Job.count()) == (0, before, 0)


async def test_lists_follow_where_somebody_could_see_a_difference() -> None:
    event = await make_event("harbour", "Harbour Conf")
    await make_person("Ada", "ada@demo.example", event, "attendee")
    await make_session(event, "Introduction to mooring")
    await derive_programme(event)
    assert (await revision(), [job["name"] for job in await Job.select()]) == (1, ["GenerateEvent"])


async def test_where_everything_is_given_or_corrected_lists_stay_as_they_are() -> None:
    event = await make_event("harbour", "Harbour Conf")
    await make_person("Ada", "ada@demo.example", event, "attendee")
    await make_session(event, "Introduction to mooring", tags=["knots"], corrected_difficulty="advanced")
    assert (await derive_programme(event), await revision(), await Job.count()) == (1, 0, 0)


async def test_what_the_model_wrote_stays() -> None:
    event = await make_event("harbour", "Harbour Conf")
    await make_session(event, "Introduction to mooring", derived_tags=["ropes"], model_fields=["tags"])
    await derive_programme(event)
    [stored] = await Session.select()
    assert (stored["derived_tags"], stored["derived_difficulty"]) == (["ropes"], "beginner")


async def bring_in(*events: str) -> None:
    submitted = await submit_schedule(schedule_xml(*events), "schedule.xml", "harbour", create=True)
    await import_schedule(submitted.import_id)


async def test_after_an_import_there_is_nothing_left_to_derive() -> None:
    await bring_in(*(event_xml(key) for key in range(1, 40)))
    [event] = await Event.select()
    assert await derive_programme(event["id"]) == 0


async def test_an_import_that_changed_something_asks_for_an_enrichment_and_one_that_did_not_does_not() -> None:
    await bring_in(event_xml(1))
    assert "EnrichProgramme" in [job["name"] for job in await Job.select()]
    await Job.raw("DELETE FROM job")
    await bring_in(event_xml(1))
    assert [job["name"] for job in await Job.select()] == ["ImportSchedule"]


async def test_an_import_leaves_what_the_model_wrote_until_the_text_changes() -> None:
    await bring_in(event_xml(1), event_xml(2))
    await Session.raw(
        "UPDATE session SET derived_tags = ARRAY['ropes'], model_fields = ARRAY['tags'], enriched_revision = 1"
    )
    await bring_in(event_xml(1, start="15:00"), event_xml(2, "Another title"))
    moved, changed = await Session.select().order_by(Session.external_id)
    assert (moved["derived_tags"], moved["model_fields"], moved["revision"]) == (["ropes"], ["tags"], 2)
    assert moved["enriched_revision"] == 2
    assert (changed["model_fields"], changed["revision"], changed["enriched_revision"]) == ([], 2, 1)
    assert changed["derived_tags"] != ["ropes"]
    await Job.raw("DELETE FROM job")
    await bring_in(event_xml(1, start="15:00"), event_xml(2, "Another title"))
    assert [job["name"] for job in await Job.select()] == ["ImportSchedule"]
