from collections.abc import AsyncIterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain.clock import utc_now
from domain.tables import Event, Job, SessionRecommendation, SpeakerRecommendation
from domain.work.works import ImproveSpeakers
from local.demonstration import (
    FIRST_LISTS_TAKE,
    ask_model,
    ask_model_for_texts,
    refuse_foreign_tables,
    wind_clocks,
)
from local.refusal import Refused
from tests.cast import NOW, gather, make_person
from tests.web.attendee.lists import make_speaker_pick

FOREIGN = ("invoice", "customer", "order_line", "payment")


@pytest.fixture
async def shared_database(database: None) -> AsyncIterator[None]:
    """A database in which somebody else keeps tables too."""
    for name in FOREIGN:
        await Job.raw(f"CREATE TABLE {name} (id int)")
    yield
    for name in FOREIGN:
        await Job.raw(f"DROP TABLE {name}")


async def test_a_database_with_tables_of_others_is_refused_and_some_are_named(shared_database: None) -> None:
    with pytest.raises(Refused, match=r"holds tables of others \(customer, invoice, order_line, …\)"):
        await refuse_foreign_tables()


async def test_a_database_with_our_tables_alone_is_taken(database: None) -> None:
    await refuse_foreign_tables()


async def test_each_start_sets_the_clock_of_every_event_to_its_day_two(database: None) -> None:
    first, last = date(2016, 1, 30), date(2016, 1, 31)
    event = Event(slug="old", name="Old", place="", time_zone="Europe/Brussels", starts_on=first, ends_on=last)
    await Event.insert(event)
    await wind_clocks()
    [row] = await Event.select(Event.clock_offset)
    assert (utc_now() + row["clock_offset"]).astimezone(ZoneInfo("Europe/Brussels")).date() == last


@pytest.mark.parametrize(("source", "asked"), [("hybrid", 1), ("llm", 0)])
async def test_the_model_is_asked_about_first_lists_but_once(database: None, source: str, asked: int) -> None:
    cast = await gather()
    await SessionRecommendation.insert(
        SessionRecommendation(
            user_id=cast.ada,
            event_id=cast.event,
            session_id=cast.queues_talk,
            position=0,
            match_score=50,
            source=source,
            expires_at=NOW,
        )
    )
    await ask_model(cast.event, utc_now())
    assert await Job.count().where(Job.name == "RefreshByModel") == asked


@pytest.mark.parametrize(("method", "is_asked"), [("template", True), ("llm", False)])
async def test_the_model_writes_for_who_signs_in_with_one_click_but_once(
    database: None, method: str, is_asked: bool
) -> None:
    cast = await gather()
    cleo = await make_person("Cleo Vance", "cleo@demo.example", cast.event, "attendee")
    await make_speaker_pick(cleo, cast.event, cast.sam)
    await SpeakerRecommendation.update({SpeakerRecommendation.starters_method: method}, force=True)
    await ask_model_for_texts(cast.event, utc_now())
    jobs = await Job.select(Job.dedupe_key, Job.due_at).where(Job.name == "ImproveSpeakers")
    people = (cast.ada, cast.sam, cast.omar)
    expected = {ImproveSpeakers(user_id=user, event_id=cast.event).dedupe_key for user in people} if is_asked else set()
    assert {row["dedupe_key"] for row in jobs} == expected
    assert all(row["due_at"] > utc_now() + FIRST_LISTS_TAKE for row in jobs)
    assert len({row["due_at"] for row in jobs}) == len(expected)
