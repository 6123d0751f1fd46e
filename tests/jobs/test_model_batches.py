"""The model's part of a night as the ledger runs it: a refresh, its batches, and workers and a Redis that go."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from redis.asyncio import Redis

from domain.settings import load_settings
from domain.tables import Job, ModelBatch, ModelCall, NightlyList, Profile, SessionRecommendation, SpeakerRecommendation
from domain.work.enqueue import enqueue
from domain.work.works import RefreshEvent
from jobs.worker import JOBS
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.cast import Cast, gather, make_person
from tests.drain import drain, drain_with_model

NIGHT = date(2026, 11, 18)
PEOPLE = 4


@pytest.fixture
async def cast(database: None) -> Cast:
    cast = await gather()
    for number in range(PEOPLE - 1):
        person = await make_person(f"Attendee {number}", f"{number}@demo.example", cast.event, "attendee")
        await Profile(user_id=person, interests=["PostgreSQL"]).save().run()
    return cast


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    async with Redis.from_url(str(load_settings().redis_url)) as redis:
        await redis.flushall()
        yield redis


async def work(server: ModelServer, redis: Redis, *, by_batch: bool = True, per_second: float = 1_000) -> None:
    """Run a worker that has a model until nothing waits; an event's bucket holds one call."""
    await drain_with_model(JOBS, redis, server, model_batch=by_batch, model_event_requests_per_second=per_second)


async def refresh(cast: Cast) -> UUID:
    return await enqueue(RefreshEvent(event_id=cast.event, night=NIGHT))


async def made_by_the_model() -> int:
    rows = await SessionRecommendation.select().where(SessionRecommendation.source == "llm")
    return len({row["user_id"] for row in rows})


async def batches() -> list[dict[str, Any]]:
    """The jobs that see them through."""
    return await Job.select().where(Job.name == "RunModelBatch")


async def test_a_night_from_the_refresh_to_the_last_answer(cast: Cast, model_server: ModelServer, redis: Redis) -> None:
    await refresh(cast)
    await work(model_server, redis)
    assert {row["state"] for row in await Job.select()} == {"succeeded"}
    # One about sessions, one about speakers.
    assert {row["purpose"] for row in await ModelBatch.select()} == {"sessions", "speakers"}
    for batch in await batches():
        assert (batch["progress_done"], batch["progress_total"], batch["attempts"]) == (PEOPLE, PEOPLE, 1)
        assert await ModelCall.count().where(ModelCall.job_id == batch["id"]) == PEOPLE
    assert await made_by_the_model() == PEOPLE
    speakers = await SpeakerRecommendation.select().where(SpeakerRecommendation.source == "llm")
    assert {(row["speaker_id"], row["starters_method"]) for row in speakers} == {(cast.sam, "template")}


async def test_lists_by_the_algorithm_are_there_before_the_model_is_asked(
    cast: Cast, model_server: ModelServer, redis: Redis
) -> None:
    model_server.always(faults.broken(), on="batches.create")
    await refresh(cast)
    with pytest.raises(AssertionError, match="not empty"):
        await work(model_server, redis)
    assert await NightlyList.count() == PEOPLE
    assert await made_by_the_model() == 0


async def test_a_second_refresh_in_the_same_night_asks_nobody_again(
    cast: Cast, model_server: ModelServer, redis: Redis
) -> None:
    for _ in range(2):
        await refresh(cast)
        await work(model_server, redis)
    assert len(model_server.requests_on("batches.create")) == 2
    assert await ModelCall.count() == 2 * PEOPLE


async def test_polling_spends_no_attempts_and_outlives_workers_and_redis(
    cast: Cast, model_server: ModelServer, redis: Redis
) -> None:
    model_server.batches_take(timedelta(hours=2))
    await refresh(cast)
    for _ in range(2):
        with pytest.raises(AssertionError, match="not empty"):
            await work(model_server, redis)
        await redis.flushall()
    model_server.advance(timedelta(hours=2))
    await work(model_server, redis)
    assert {(batch["state"], batch["attempts"]) for batch in await batches()} == {("succeeded", 1)}
    assert len(model_server.requests_on("batches.create")) == 2
    assert await made_by_the_model() == PEOPLE


async def test_without_a_key_the_night_is_the_algorithms(cast: Cast) -> None:
    await refresh(cast)
    await drain(JOBS, "bulk")
    assert await Job.count().where(Job.name == "RefreshByModel") == 0
    assert await NightlyList.count() == PEOPLE


async def test_a_batch_without_its_event_is_cancelled(cast: Cast, model_server: ModelServer, redis: Redis) -> None:
    model_server.batches_take(timedelta(hours=2))
    await refresh(cast)
    with pytest.raises(AssertionError, match="not empty"):
        await work(model_server, redis)
    await ModelBatch.raw("DELETE FROM event WHERE id = {}", cast.event)
    await work(model_server, redis)
    assert {batch["state"] for batch in await batches()} == {"cancelled"}


async def test_without_batches_each_is_asked_about_once_as_the_bucket_allows(
    cast: Cast, model_server: ModelServer, redis: Redis
) -> None:
    await refresh(cast)
    await work(model_server, redis, by_batch=False, per_second=20)
    [chunk] = await Job.select().where(Job.name == "ImproveChunk")
    assert (chunk["state"], chunk["progress_done"], chunk["attempts"]) == ("succeeded", PEOPLE, 1)
    # It found the bucket empty and snoozed, and asked about nobody again when it came back.
    assert chunk["dispatch_no"] > 1
    assert len(model_server.requests_on("messages")) == PEOPLE
    assert await made_by_the_model() == PEOPLE


async def test_without_batches_a_second_refresh_asks_nobody_again(
    cast: Cast, model_server: ModelServer, redis: Redis
) -> None:
    for _ in range(2):
        await refresh(cast)
        await work(model_server, redis, by_batch=False)
    assert len(model_server.requests_on("messages")) == PEOPLE
