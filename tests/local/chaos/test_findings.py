"""The comparison must be able to find each thing it looks for."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.ids import uuid7
from domain.tables import Job
from domain.work.ending import succeeded
from domain.work.enqueue import enqueue
from domain.work.transitions import claim, dispatch, end_attempts
from local.chaos.findings import Findings, compare
from local.chaos.works import QUEUE, WriteInFinish, create_tables

CLEAN = Findings(committed=1, finished=1, lost=0, stuck=0, doubled=0, phantoms=0, miscounted=0, absorbed=0)


@pytest.fixture
async def tables(database: None) -> AsyncIterator[None]:
    await create_tables()
    yield
    await Job.raw("DROP TABLE chaos_effect, chaos_keyed_effect")


async def enqueue_one() -> UUID:
    return await enqueue(WriteInFinish(event_id=uuid7(), milliseconds=0))


async def finish_one(effects: int = 1) -> UUID:
    job_id, worker = await enqueue_one(), uuid7()
    [ticket] = await dispatch(worker, QUEUE, 1)
    [held] = await claim(worker, [(ticket.job_id, ticket.dispatch_no)])
    assert held is not None
    await end_attempts(worker, [(held, succeeded("{}"))])
    for _ in range(effects):
        await Job.raw("INSERT INTO chaos_effect (job_id) VALUES ({})", job_id)
    return job_id


async def test_a_job_with_one_effect_is_clean(tables: None) -> None:
    job_id = await finish_one()
    assert await compare({job_id}, set()) == CLEAN
    assert CLEAN.is_clean


async def test_a_second_effect_is_found(tables: None) -> None:
    found = await compare({await finish_one(effects=2)}, set())
    assert found == replace(CLEAN, doubled=1)
    assert not found.is_clean


async def test_success_without_its_effect_is_a_loss(tables: None) -> None:
    found = await compare({await finish_one(effects=0)}, set())
    assert found == replace(CLEAN, finished=0, lost=1)
    assert not found.is_clean


async def test_a_committed_job_the_ledger_does_not_know_is_a_loss(tables: None) -> None:
    found = await compare({await finish_one(), uuid7()}, set())
    assert found == replace(CLEAN, committed=2, lost=1)


async def test_a_job_that_never_ends_is_stuck(tables: None) -> None:
    found = await compare({await enqueue_one()}, set())
    assert found == replace(CLEAN, finished=0, stuck=1)
    assert not found.is_clean


async def test_a_rolled_back_job_that_is_there_is_found(tables: None) -> None:
    job_id = await finish_one()
    found = await compare(set(), {job_id})
    assert found == replace(CLEAN, phantoms=1)
    assert not found.is_clean


async def test_an_attempt_too_many_is_found(tables: None) -> None:
    job_id = await finish_one()
    await Job.raw("UPDATE job SET attempts = 2 WHERE id = {}", job_id)
    found = await compare({job_id}, set())
    assert found == replace(CLEAN, miscounted=1)
    assert not found.is_clean
