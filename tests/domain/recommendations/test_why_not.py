"""Why a session is not in a list: true, of anybody's own event only, and the same as a new list would judge."""

from datetime import timedelta

import pytest

from domain.clock import utc_now
from domain.errors import NotFound
from domain.ids import uuid7
from domain.matching.results import Breakdown, SessionRecommendation
from domain.recommendations.bookmarks import set_bookmark
from domain.recommendations.dismissals import dismiss
from domain.recommendations.for_you import read_picks
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.store import store
from domain.recommendations.why_not import Answer, explain_absence
from domain.tables import Profile, Session
from tests.cast import NOW, Cast, gather, make_session
from tests.queries import counted_queries


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def answer_for(cast: Cast, session: object, programmes: ProgrammeIndexes | None = None) -> Answer:
    asked = programmes or ProgrammeIndexes()
    return await explain_absence(cast.ada, cast.event, session, asked, NOW, utc_now())  # type: ignore[arg-type]


async def test_a_session_of_the_list_has_the_score_the_parts_and_the_place_of_the_list(cast: Cast) -> None:
    for place in range(12):
        await make_session(cast.event, f"On PostgreSQL {place}", hour=10, tags=["PostgreSQL"][: place % 2])
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    programmes = ProgrammeIndexes()
    for place, pick in enumerate(await read_picks(cast.ada, cast.event), start=1):
        answer = await answer_for(cast, pick.session_id, programmes)
        assert (answer.pick.score, answer.pick.breakdown, answer.pick.reasons) == (
            pick.score,
            pick.breakdown,
            pick.reasons,
        )
        assert answer.place == answer.listed_at == place


async def test_a_list_that_a_model_ranked_is_told_as_it_is_and_the_algorithm_by_name(cast: Cast) -> None:
    other = await make_session(cast.event, "More on disks", hour=11, tags=["PostgreSQL", "kernels", "disks"])
    ranked = SessionRecommendation(other, 51, "llm", ("Close to your work",), Breakdown(interests=90, model=-39))
    await store(cast.event, {cast.ada: [ranked]}, utc_now(), is_simulated=True)

    listed = await answer_for(cast, other)
    [shown] = await read_picks(cast.ada, cast.event)
    assert listed.pick == shown
    assert (listed.listed_at, listed.place, listed.against) == (1, 2, ())
    assert listed.algorithm_score != 51

    unlisted = await answer_for(cast, cast.queues_talk)
    assert (unlisted.listed_at, unlisted.place, unlisted.pick.source) == (None, 1, "hybrid")
    assert (unlisted.stored.scores, unlisted.stored.is_by_model, unlisted.stored.is_simulated) == ((51,), True, True)
    assert unlisted.pick.score == unlisted.algorithm_score
    assert not [sentence for sentence in unlisted.against if "in your list" in sentence]


async def test_a_listed_session_keeps_the_score_of_the_list_when_the_profile_has_changed_since(cast: Cast) -> None:
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    [shown, *_] = await read_picks(cast.ada, cast.event)
    await Profile.update({Profile.goals: [], Profile.interests: ["PostgreSQL"]}).where(Profile.user_id == cast.ada)
    answer = await answer_for(cast, shown.session_id)
    assert (answer.pick.score, answer.pick.breakdown) == (shown.score, shown.breakdown)
    assert answer.algorithm_score != shown.score


async def test_a_session_that_is_none_of_ones_interests_says_so_and_names_its_topics(cast: Cast) -> None:
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    answer = await answer_for(cast, cast.design_talk)
    assert (answer.place, answer.listed_at, answer.pick.score) == (None, None, 0)
    assert answer.against[0] == "None of your interests is a topic of it or occurs in its text"
    assert answer.because == ()


async def test_nothing_is_said_to_be_missing_that_is_there(cast: Cast) -> None:
    answer = await answer_for(cast, cast.queues_talk)
    assert (answer.place, answer.of) == (1, 2)
    assert not [sentence for sentence in answer.against if "interests" in sentence]


async def test_another_level_is_a_reason(cast: Cast) -> None:
    await Profile.update({Profile.preferred_difficulty: "beginner"}).where(Profile.user_id == cast.ada)
    await Session.update({Session.difficulty: "advanced"}).where(Session.id == cast.design_talk)
    assert "Its level is advanced, and you prefer beginner" in (await answer_for(cast, cast.design_talk)).against


async def test_who_told_nothing_is_told_that(cast: Cast) -> None:
    await Profile.delete().where(Profile.user_id == cast.ada)
    answer = await answer_for(cast, cast.queues_talk)
    assert answer.against[0] == "You named no interests"


async def test_what_is_cancelled_over_or_hidden_says_it_first(cast: Cast) -> None:
    assert (await answer_for(cast, cast.cancelled_talk)).because == ("It is cancelled",)
    await dismiss(cast.ada, cast.event, cast.queues_talk, "wrong_level")
    answer = await answer_for(cast, cast.queues_talk)
    assert (answer.because, answer.place) == (("You hid it: wrong level",), 1)
    early = await make_session(cast.event, "Sunrise over PostgreSQL", hour=6)
    assert (await answer_for(cast, early)).because == ("It is over",)


async def test_it_counts_what_was_saved_since_the_list_was_made(cast: Cast) -> None:
    before = await answer_for(cast, cast.design_talk)
    twin = await make_session(cast.event, "Type that machines can read", hour=16, tags=["typography"])
    await set_bookmark(cast.ada, cast.event, twin, "must")
    assert (await answer_for(cast, cast.design_talk)).pick.score > before.pick.score


async def test_a_session_of_another_event_is_not_there(cast: Cast) -> None:
    for session in (uuid7(), cast.event):
        with pytest.raises(NotFound):
            await answer_for(cast, session)


async def test_it_takes_five_queries_at_most_and_three_once_the_programme_is_known(cast: Cast) -> None:
    programmes = ProgrammeIndexes()
    with counted_queries() as first:
        await answer_for(cast, cast.queues_talk, programmes)
    with counted_queries() as second:
        await answer_for(cast, cast.design_talk, programmes)
    assert (len(first), len(second)) == (5, 3)


async def test_a_session_that_is_over_is_over_by_the_events_clock(cast: Cast) -> None:
    answer = await explain_absence(
        cast.ada, cast.event, cast.queues_talk, ProgrammeIndexes(), NOW + timedelta(days=1), utc_now()
    )
    assert answer.because == ("It is over",)
