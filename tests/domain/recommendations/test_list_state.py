"""Where a list stands: made, being made, failed."""

import pytest

from domain.clock import utc_now
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.list_state import ListState, Making, read_list_state
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.tables import Job, Profile
from domain.work.enqueue import enqueue
from domain.work.works import GenerateEvent, GenerateRecommendations, ImproveRecommendations, ImproveSpeakers
from tests.cast import Cast, gather
from tests.queries import counted_queries
from tests.web.attendee.lists import make_speaker_pick


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def state_of(cast: Cast) -> ListState:
    return await read_list_state(cast.ada, cast.event)


async def make_list(cast: Cast) -> None:
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())


async def test_it_counts_sessions_that_take_place_in_one_query(cast: Cast) -> None:
    with counted_queries() as queries:
        state = await state_of(cast)
    assert (state.session_count, state.interests) == (2, ("job queues", "PostgreSQL"))
    assert (state.making, state.generated_at) == (Making.IDLE, None)
    assert len(queries) == 1


async def test_who_told_nothing_has_no_interests(cast: Cast) -> None:
    await Profile.update({Profile.interests: []}).where(Profile.user_id == cast.ada)
    assert (await state_of(cast)).interests == ()
    assert (await read_list_state(cast.sam, cast.event)).interests == ()


@pytest.mark.parametrize("state", ["scheduled", "dispatched", "running"])
async def test_a_list_is_under_way_until_its_job_ends(cast: Cast, state: str) -> None:
    await make_list(cast)
    job = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    await Job.update({Job.state: state}).where(Job.id == job)
    assert (await state_of(cast)).making is Making.UNDER_WAY

    await Job.update({Job.state: "succeeded"}).where(Job.id == job)
    assert (await state_of(cast)).making is Making.IDLE


async def test_the_job_of_somebody_else_is_not_ones_own(cast: Cast) -> None:
    await enqueue(GenerateRecommendations(user_id=cast.sam, event_id=cast.event))
    assert (await state_of(cast)).making is Making.IDLE


async def test_the_generation_of_a_whole_event_concerns_who_has_no_list_yet(cast: Cast) -> None:
    await enqueue(GenerateEvent(event_id=cast.event))
    assert (await state_of(cast)).making is Making.UNDER_WAY
    await make_list(cast)
    assert (await state_of(cast)).making is Making.IDLE


async def test_a_dead_job_is_a_failure_until_a_newer_list_is_made(cast: Cast) -> None:
    job = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    await Job.update({Job.state: "dead", Job.finished_at: utc_now()}).where(Job.id == job)
    assert (await state_of(cast)).making is Making.FAILED
    await make_list(cast)
    assert (await state_of(cast)).making is Making.IDLE


@pytest.mark.parametrize("work", [ImproveRecommendations, ImproveSpeakers])
async def test_a_list_that_the_model_looks_over_can_be_read_meanwhile(
    cast: Cast, work: type[ImproveRecommendations | ImproveSpeakers]
) -> None:
    await make_list(cast)
    job = await enqueue(work(user_id=cast.ada, event_id=cast.event))
    assert (await state_of(cast)).making is Making.IMPROVING
    await Job.update({Job.state: "succeeded"}).where(Job.id == job)
    assert (await state_of(cast)).making is Making.IDLE


async def test_it_changed_when_any_of_the_lists_was_made(cast: Cast) -> None:
    await make_list(cast)
    before = (await state_of(cast)).changed_at
    assert before
    await make_speaker_pick(cast.ada, cast.event, cast.sam)
    state = await state_of(cast)
    assert state.changed_at
    assert state.generated_at
    assert state.changed_at > before >= state.generated_at


async def test_all_that_somebody_listed_of_themselves_are_their_terms(cast: Cast) -> None:
    assert (await state_of(cast)).own_terms == ("job queues", "PostgreSQL", "Platform engineer")
    assert (await read_list_state(cast.sam, cast.event)).own_terms == ()
