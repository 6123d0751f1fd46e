"""What the model wrote stays when a list is made anew, until it would not be true any more."""

from datetime import timedelta
from typing import Any

import pytest

from domain.clock import utc_now
from domain.matching.people_results import SpeakerBreakdown, SpeakerMatch
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.store_people import SpeakerEntry, store_speakers
from domain.tables import Event, Profile, Session, SpeakerRecommendation
from tests.cast import Cast, gather

WRITTEN = ("What of PostgreSQL?", "Where do queues end?", "What would you do again?")
IN_FUTURE = timedelta(days=3)


@pytest.fixture
async def cast(database: None) -> Cast:
    cast = await gather()
    await Session.update({Session.starts_at: utc_now() + IN_FUTURE, Session.ends_at: utc_now() + 2 * IN_FUTURE}).where(
        Session.id == cast.queues_talk
    )
    await Event.update({Event.clock_offset: timedelta(0)}).where(Event.id == cast.event)
    await write(cast)
    return cast


async def write(cast: Cast, texts: tuple[str, ...] = WRITTEN) -> None:
    """As the model of a demo does."""
    match = SpeakerMatch(cast.sam, 70, "llm", ("Expert in: PostgreSQL",), SpeakerBreakdown(expertise=70))
    entry = SpeakerEntry(match=match, starters=texts, starters_method="llm", is_simulated=True)
    await store_speakers(cast.event, {cast.ada: [entry]}, utc_now())


async def refreshed(cast: Cast, later: timedelta = timedelta(0)) -> dict[str, Any]:
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now() + later)
    [row] = await SpeakerRecommendation.select().where(SpeakerRecommendation.user_id == cast.ada)
    return row


async def test_a_refresh_by_the_algorithm_keeps_them_and_their_mark(cast: Cast) -> None:
    for _ in range(2):
        row = await refreshed(cast)
        assert (row["source"], row["starters_method"], row["is_simulated"]) == ("hybrid", "llm", True)
        assert tuple(row["conversation_starters"]) == WRITTEN


@pytest.mark.parametrize(("is_simulated", "method"), [(True, "llm"), (False, "template")])
async def test_a_judgement_of_another_kind_of_model_does_not_keep_them(
    cast: Cast, is_simulated: bool, method: str
) -> None:
    match = SpeakerMatch(cast.sam, 71, "llm", ("Expert in: PostgreSQL",), SpeakerBreakdown(expertise=71))
    entry = SpeakerEntry(match=match, starters=("A template.",), is_simulated=is_simulated)
    await store_speakers(cast.event, {cast.ada: [entry]}, utc_now())
    [row] = await SpeakerRecommendation.select()
    assert (row["starters_method"], row["is_simulated"]) == (method, is_simulated)


async def test_newer_ones_by_the_model_take_their_place(cast: Cast) -> None:
    await write(cast, ("Another.",))
    [row] = await SpeakerRecommendation.select()
    assert row["conversation_starters"] == ["Another."]


async def test_who_changes_their_profile_gets_new_ones(cast: Cast) -> None:
    await Profile.update({Profile.interests: ["PostgreSQL", "Go"]}).where(Profile.user_id == cast.ada)
    assert (await refreshed(cast))["starters_method"] == "template"


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("What of Postgres as your Job Queue?", "template"),
        ("I look forward to your talk.", "template"),
        ("What of PostgreSQL?", "llm"),
    ],
)
async def test_a_session_that_is_over_is_not_spoken_of(cast: Cast, text: str, method: str) -> None:
    await write(cast, (text,))
    assert (await refreshed(cast))["starters_method"] == "llm"
    assert (await refreshed(cast, later=2 * IN_FUTURE))["starters_method"] == method


async def test_a_talk_that_was_changed_since_is_not_spoken_of(cast: Cast) -> None:
    await write(cast, ("I look forward to your talk on hens.",))
    await Session.update({Session.title: "Postgres as your queue"}).where(Session.id == cast.queues_talk)
    assert (await refreshed(cast))["starters_method"] == "template"
