"""Enrichment as the ledger runs it: the algorithm at once, the model by batch or one by one, once for each revision."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from redis.asyncio import Redis

from domain.programme.import_schedule import import_schedule
from domain.programme.submit import submit_schedule
from domain.settings import load_settings
from domain.tables import Job, ModelBatch, ModelCall, ModelRequest, Session
from domain.work.enqueue import enqueue
from domain.work.works import EnrichProgramme
from jobs.worker import JOBS
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.cast import make_event, make_session
from tests.domain.programme.sample_files import event_xml, schedule_xml
from tests.drain import drain, drain_with_model

ABSTRACT = "Ropes, knots and mooring in depth: which rope for which ship, and why knots fail in the cold of winter."


@pytest.fixture
async def redis(database: None) -> AsyncIterator[Redis]:
    async with Redis.from_url(str(load_settings().redis_url)) as redis:
        await redis.flushall()
        yield redis


async def harbour(sessions: int = 14) -> UUID:
    event = await make_event("harbour", "Harbour Conf")
    for number in range(sessions):
        await make_session(event, f"Ropes and mooring {number}")
    await Session.raw("UPDATE session SET description = {}", ABSTRACT)
    return event


async def work(server: ModelServer, redis: Redis, *, by_batch: bool = True, is_simulated: bool = False) -> None:
    await drain_with_model(JOBS, redis, server, model_batch=by_batch, model_simulated=is_simulated)


async def sessions() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await Session.select().order_by(Session.starts_at, Session.id)
    return rows


async def test_without_a_key_the_algorithm_derives_and_nothing_waits(redis: Redis) -> None:
    await enqueue(EnrichProgramme(event_id=await harbour()))
    await drain(JOBS, "bulk")
    [job] = await Job.select()
    assert (job["state"], job["result"]) == ("succeeded", '{"derived": 14, "no_model": 1}')
    assert all(row["derived_tags"] and not row["model_fields"] for row in await sessions())


@pytest.mark.parametrize("by_batch", [True, False])
async def test_the_model_reads_each_session_once_a_dozen_in_a_request(
    by_batch: bool, model_server: ModelServer, redis: Redis
) -> None:
    event = await harbour()
    for _ in range(2):
        await enqueue(EnrichProgramme(event_id=event))
        await work(model_server, redis, by_batch=by_batch, is_simulated=True)
    rows = await sessions()
    assert {row["enriched_revision"] for row in rows} == {1}
    assert all("tags" in row["model_fields"] and row["is_model_simulated"] for row in rows)
    assert all(set(row["derived_tags"]) & {"ropes", "mooring"} for row in rows)
    assert (await ModelCall.count(), await ModelBatch.count()) == (2, 1 if by_batch else 0)


async def test_a_session_that_changed_is_read_again_and_no_other(model_server: ModelServer, redis: Redis) -> None:
    event = await harbour()
    await enqueue(EnrichProgramme(event_id=event))
    await work(model_server, redis)
    await Session.raw("UPDATE session SET revision = 2 WHERE title = 'Ropes and mooring 3'")
    await enqueue(EnrichProgramme(event_id=event))
    await work(model_server, redis)
    assert sorted(row["enriched_revision"] for row in await sessions()) == [1] * 13 + [2]
    assert await ModelCall.count() == 3


async def test_what_changes_while_the_model_reads_is_not_overwritten(model_server: ModelServer, redis: Redis) -> None:
    event = await harbour(2)
    model_server.batches_take(timedelta(hours=2))
    await enqueue(EnrichProgramme(event_id=event))
    with pytest.raises(AssertionError, match="not empty"):
        await work(model_server, redis)
    await Session.raw(
        "UPDATE session SET revision = 2, corrected_difficulty = 'beginner' WHERE title = 'Ropes and mooring 0'"
    )
    await enqueue(EnrichProgramme(event_id=event))
    model_server.advance(timedelta(hours=2))
    model_server.batches_take(timedelta())
    await work(model_server, redis)
    changed, same = await sessions()
    assert (changed["enriched_revision"], changed["corrected_difficulty"]) == (2, "beginner")
    assert (bool(same["model_fields"]), same["enriched_revision"]) == (True, 1)
    # The second was asked for by the answer that came too late, and is about the one session that changed.
    assert [row["candidate_revisions"] for row in await ModelRequest.select().order_by(ModelRequest.id)] == [
        [1, 1],
        [2],
    ]


async def test_a_first_import_is_there_before_the_model_is_asked(model_server: ModelServer, redis: Redis) -> None:
    submitted = await submit_schedule(
        schedule_xml(event_xml(1, "Introduction to knots")), "schedule.xml", "harbour", create=True
    )
    await import_schedule(submitted.import_id)
    [row] = await sessions()
    assert row["derived_difficulty"] == "beginner"
    assert not model_server.requests


async def test_while_the_model_is_away_what_was_derived_stands_and_the_night_tries_again(
    model_server: ModelServer, redis: Redis
) -> None:
    event = await harbour(3)
    model_server.always(faults.overloaded())
    await enqueue(EnrichProgramme(event_id=event))
    await work(model_server, redis, by_batch=False)
    assert all(row["derived_tags"] and row["enriched_revision"] is None for row in await sessions())
    model_server.always(None)
    await redis.flushall()
    await enqueue(EnrichProgramme(event_id=event))
    await work(model_server, redis, by_batch=False)
    assert {row["enriched_revision"] for row in await sessions()} == {1}
