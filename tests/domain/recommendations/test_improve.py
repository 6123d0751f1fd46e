import asyncio
from typing import Any

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis

from domain.clock import utc_now
from domain.model.opening import Model, open_model
from domain.model.outcomes import Outcome
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.improve import improve_list
from domain.recommendations.improve_introductions import improve_introductions
from domain.recommendations.improve_speakers import improve_speakers
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.settings import load_settings
from domain.tables import Dismissal, Job, PersonRecommendation, Profile, SessionRecommendation, SpeakerRecommendation
from domain.work.enqueue import enqueue
from domain.work.rate_limit import RateLimits
from domain.work.works import GenerateRecommendations
from jobs.declare import JobContext
from jobs.worker import JOBS
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.cast import Cast, gather
from tests.drain import drain
from tests.model_server import model_server, running_model_server

__all__ = ["model_server", "running_model_server"]


@pytest.fixture
async def cast(database: None) -> Cast:
    cast = await gather()
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    return cast


@pytest.fixture
async def model(model_server: ModelServer) -> Any:
    settings = load_settings().model_copy(
        update={
            "anthropic_api_key": SecretStr(model_server.api_key),
            "anthropic_base_url": model_server.url,
            "model_simulated": True,
        }
    )
    async with Redis.from_url(str(settings.redis_url)) as redis:
        await redis.flushall()
        model = open_model(settings, redis)
        assert model is not None
        await model.warm_up()
        yield model
        await model.close()


async def improve(model: Model | None, cast: Cast) -> Outcome:
    return (await improve_list(model, cast.ada, cast.event, ProgrammeIndexes(), utc_now())).reason


async def stored(cast: Cast) -> list[dict[str, Any]]:
    rows = SessionRecommendation.select().where(SessionRecommendation.user_id == cast.ada)
    return await rows.order_by(SessionRecommendation.position)


async def test_the_models_list_follows_the_algorithms_and_is_marked_as_simulated(model: Model, cast: Cast) -> None:
    assert {row["source"] for row in await stored(cast)} == {"hybrid"}
    assert await improve(model, cast) == Outcome.ANSWERED
    first = (await stored(cast))[0]
    assert (first["session_id"], first["source"], first["is_simulated"]) == (cast.queues_talk, "llm", True)


async def test_without_an_answer_the_stored_list_stays_as_it_is(
    model: Model, cast: Cast, model_server: ModelServer
) -> None:
    before = await stored(cast)
    model_server.plan(faults.overloaded())
    assert await improve(model, cast) == Outcome.OVERLOADED
    assert await improve(None, cast) == Outcome.NO_MODEL
    assert await stored(cast) == before


async def test_an_answer_to_an_old_profile_is_not_stored(model: Model, cast: Cast, model_server: ModelServer) -> None:
    before = await stored(cast)
    model_server.delay(0.4)
    asking = asyncio.create_task(improve(model, cast))
    while not model_server.requests:  # noqa: ASYNC110  # the server is another thread
        await asyncio.sleep(0.01)
    await Profile.update({Profile.interests: ["typography"]}).where(Profile.user_id == cast.ada)
    assert await asking == Outcome.ANSWERED
    assert await stored(cast) == before


async def test_what_is_dismissed_meanwhile_stays_away(model: Model, cast: Cast, model_server: ModelServer) -> None:
    model_server.delay(0.4)
    asking = asyncio.create_task(improve(model, cast))
    while not model_server.requests:  # noqa: ASYNC110  # the server is another thread
        await asyncio.sleep(0.01)
    await Dismissal(user_id=cast.ada, session_id=cast.queues_talk).save().run()
    assert await asking == Outcome.ANSWERED
    assert cast.queues_talk not in [row["session_id"] for row in await stored(cast)]


async def test_speakers_are_ranked_and_begun_with_by_the_model(model: Model, cast: Cast) -> None:
    programmes = ProgrammeIndexes()
    found = await improve_speakers(model, cast.ada, cast.event, programmes.people, utc_now())
    assert found.reason == Outcome.ANSWERED
    [row] = await SpeakerRecommendation.select().where(SpeakerRecommendation.user_id == cast.ada)
    assert (row["speaker_id"], row["source"], row["starters_method"]) == (cast.sam, "llm", "llm")
    assert (row["is_simulated"], len(row["conversation_starters"])) == (True, 3)


async def test_the_first_of_their_people_are_introduced_by_the_model(
    model: Model, cast: Cast, model_server: ModelServer
) -> None:
    omar = Profile(user_id=cast.omar, interests=["PostgreSQL"], skills_to_offer=["Go"], skills_needed=["typography"])
    await omar.save().run()
    await Profile.update({Profile.skills_needed: ["Go"], Profile.skills_to_offer: ["typography"]}).where(
        Profile.user_id == cast.ada
    )
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    [before] = await introductions(cast)
    assert (before["person_id"], before["introduction_method"]) == (cast.omar, "template")
    model_server.plan(faults.answering('{"introduction": "{other} works with PostgreSQL as well: ask how."}'))
    assert await improve_introductions(model, cast.ada, cast.event) == 1
    [after] = await introductions(cast)
    assert after["introduction"] == "Omar Haddad works with PostgreSQL as well: ask how."
    assert (after["introduction_method"], after["is_simulated"]) == ("llm", True)
    assert not any("Omar" in request.text for request in model_server.requests)
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    [kept] = await introductions(cast)
    assert kept == {**after, "generated_at": kept["generated_at"]}, "a refresh leaves what the model wrote"
    await Profile.update({Profile.skills_to_offer: ["Go", "Rust"]}).where(Profile.user_id == cast.omar)
    await generate_recommendations(cast.ada, cast.event, ProgrammeIndexes(), utc_now())
    [anew] = await introductions(cast)
    assert (anew["introduction_method"], anew["is_simulated"]) == ("template", False)


async def introductions(cast: Cast) -> list[dict[str, Any]]:
    table = PersonRecommendation
    columns = (table.person_id, table.introduction, table.introduction_method, table.is_simulated, table.generated_at)
    return await table.select(*columns).where(table.user_id == cast.ada).order_by(table.position)


async def test_a_persons_list_is_made_by_the_algorithm_and_then_by_the_model(model: Model, cast: Cast) -> None:
    await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    context = JobContext(load_settings(), ProgrammeIndexes(), RateLimits(model.limits.redis), model)
    await drain(JOBS, "interactive", context)
    assert {row["source"] for row in await stored(cast)} == {"hybrid"}
    await drain(JOBS, "bulk", context)
    assert (await stored(cast))[0]["source"] == "llm"
    results = {row["name"]: row["result"] for row in await Job.select(Job.name, Job.result)}
    assert results["ImproveRecommendations"] == '{"answered": 1}'
    assert results["ImproveSpeakers"] == '{"answered": 1, "introductions": 0}'


async def test_where_there_is_no_model_nothing_more_is_to_be_done(cast: Cast) -> None:
    await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    await drain(JOBS, "interactive")
    assert await Job.count() == 1
