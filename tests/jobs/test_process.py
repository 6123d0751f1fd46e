"""A worker process against real PostgreSQL and Valkey, with kinds of work made for these tests."""

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from pydantic import RedisDsn
from redis.asyncio import Redis

from domain.ids import uuid7
from domain.settings import load_settings
from domain.tables import Job, JobAttempt, Worker
from domain.work.by_hand import transitions as by_hand
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.outcomes import Snooze
from domain.work.progress import report_progress
from domain.work.work import Work
from jobs.declare import Counts, JobContext, job
from jobs.declare import Job as Declared
from jobs.process import working
from jobs.sentinel import SENTINEL
from jobs.wait import wait_for_end


class Add(Work, frozen=True):
    queue: ClassVar[str] = "bulk"

    number: int


class Blink(Work, frozen=True):
    queue: ClassVar[str] = "bulk"
    is_short: ClassVar[bool] = True

    number: int


class Doze(Work, frozen=True):
    queue: ClassVar[str] = "bulk"
    is_short: ClassVar[bool] = True


class Nap(Work, frozen=True):
    queue: ClassVar[str] = "bulk"
    timeout: ClassVar[timedelta] = timedelta(milliseconds=200)
    max_attempts: ClassVar[int] = 1

    seconds: float


class Patient(Work, frozen=True):
    queue: ClassVar[str] = "bulk"


@job(Add)
async def add(work: Add, _context: JobContext) -> Counts:
    await report_progress(work.number, work.number + 1)
    return {"sum": work.number + 1}


@job(Blink)
async def blink(_work: Blink, _context: JobContext) -> Counts:
    return {}


@job(Doze)
async def doze(_work: Doze, _context: JobContext) -> Counts:
    await asyncio.sleep(60)
    return {}


@job(Nap)
async def nap(work: Nap, _context: JobContext) -> Counts:
    await asyncio.sleep(work.seconds)
    return {}


@job(Patient)
async def patient(_work: Patient, _context: JobContext) -> Counts:
    [row] = await Job.raw("SELECT progress_total AS looks FROM job WHERE name = 'Patient'")
    await report_progress(1, (row["looks"] or 0) + 1)
    if (row["looks"] or 0) < 2:
        raise Snooze(timedelta(milliseconds=10))
    return {"looks": row["looks"]}


KNOWN: Mapping[str, Declared[Any]] = {known.name: known for known in (add, blink, doze, nap, patient)}


def bulk_worker(slots: int = 5) -> AbstractAsyncContextManager[list[asyncio.Task[None]]]:
    return working(load_settings(), KNOWN, {"bulk": slots})


async def read_job(job_id: UUID) -> Job:
    found = await Job.objects().where(Job.id == job_id).first()
    assert found is not None
    return found


async def wait_until_running(job_id: UUID) -> None:
    while (await read_job(job_id)).state != "running":  # noqa: ASYNC110 (the state is the database's)
        await asyncio.sleep(0.02)


async def within_ten_seconds(job_id: UUID) -> Job:
    async with asyncio.timeout(10):
        await wait_for_end(job_id)
    return await read_job(job_id)


async def test_a_job_is_run_and_its_counts_are_kept(database: None) -> None:
    async with bulk_worker():
        done = await within_ten_seconds(await enqueue(Add(number=4)))
    assert (done.state, done.result, done.attempts) == ("succeeded", '{"sum": 5}', 1)
    assert (done.progress_done, done.progress_total) == (4, 5)


async def test_more_jobs_than_slots_are_all_run_once(database: None) -> None:
    ids = await enqueue_all([Add(number=number) for number in range(100)])
    async with bulk_worker(), asyncio.timeout(20):
        for job_id in ids:
            await wait_for_end(job_id)
    assert await JobAttempt.count() == 100
    assert await Job.count().where(Job.state == "succeeded") == 100


async def test_a_job_that_takes_too_long_fails(database: None) -> None:
    async with bulk_worker():
        late = await within_ten_seconds(await enqueue(Nap(seconds=30)))
    [attempt] = await JobAttempt.select()
    assert (late.state, attempt["error_class"]) == ("dead", "TimeoutError")


async def test_a_snoozed_job_comes_back_without_spending_attempts(database: None) -> None:
    async with bulk_worker():
        done = await within_ten_seconds(await enqueue(Patient()))
    assert (done.state, done.attempts) == ("succeeded", 1)


async def test_work_this_version_does_not_know_is_given_up(database: None) -> None:
    job_id = await enqueue(Add(number=1))
    await Job.update({Job.name: "FromTheFuture"}).where(Job.id == job_id)
    async with bulk_worker():
        dead = await within_ten_seconds(job_id)
    assert (dead.state, dead.error) == ("dead", "this version of Hallway knows no work called FromTheFuture")


async def test_a_stopping_worker_gives_its_jobs_back(database: None) -> None:
    job_id = await enqueue(Nap(seconds=30))
    await Job.update({Job.timeout: timedelta(minutes=1)}).where(Job.id == job_id)
    async with bulk_worker(), asyncio.timeout(10):
        await wait_until_running(job_id)
    given_back = await read_job(job_id)
    assert (given_back.state, given_back.attempts) == ("scheduled", 0)
    assert await Worker.count().where(Worker.stopped_at.is_not_null()) == 1


async def test_tickets_lost_with_an_emptied_valkey_are_dispatched_anew(database: None) -> None:
    job_id = await enqueue(Add(number=1))
    lost = uuid7()
    await Job.raw(
        "UPDATE job SET state = 'dispatched', worker = {}, dispatch_no = 1, lease_until = now() WHERE id = {}",
        lost,
        job_id,
    )
    async with bulk_worker():
        done = await within_ten_seconds(job_id)
    assert (done.state, done.crashes) == ("succeeded", 0)


async def test_a_running_job_that_is_cancelled_stops(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.lease.LEASE", timedelta(milliseconds=300))
    job_id = await enqueue(Nap(seconds=30))
    await Job.update({Job.timeout: timedelta(minutes=1)}).where(Job.id == job_id)
    async with bulk_worker(), asyncio.timeout(10):
        await wait_until_running(job_id)
        await by_hand.cancel([job_id])
        stopped = await within_ten_seconds(job_id)
    assert (stopped.state, [row["outcome"] for row in await JobAttempt.select()]) == ("cancelled", ["cancelled"])


async def test_an_emptied_valkey_is_noticed_and_healed(database: None) -> None:
    async with bulk_worker():
        await wait_for_sentinel()
        lost = await enqueue(Add(number=1), Placement(due_at=datetime(2100, 1, 1, tzinfo=UTC)))
        await Job.raw(
            "UPDATE job SET state = 'dispatched', due_at = now(), worker = {}, dispatch_no = 1, "
            "lease_until = now() + interval '1 hour' WHERE id = {}",
            uuid7(),
            lost,
        )
        async with Redis.from_url(str(load_settings().redis_url)) as redis:
            await redis.flushall()
        done = await within_ten_seconds(lost)
    assert (done.state, done.dispatch_no) == ("succeeded", 2)


async def wait_for_sentinel() -> None:
    async with Redis.from_url(str(load_settings().redis_url)) as redis:
        while not await redis.exists(SENTINEL):  # noqa: ASYNC110 (the key is in Valkey)
            await asyncio.sleep(0.02)


async def test_short_jobs_travel_together_and_are_each_run_once(database: None) -> None:
    ids = await enqueue_all([Blink(number=number) for number in range(70)])
    async with bulk_worker(slots=50), asyncio.timeout(10):
        for job_id in ids:
            await wait_for_end(job_id)
    assert await JobAttempt.count().where(JobAttempt.outcome == "succeeded") == 70


async def test_a_stopping_worker_gives_each_job_of_a_group_back(database: None) -> None:
    await enqueue_all([Doze() for _ in range(30)])
    async with bulk_worker(slots=25), asyncio.timeout(10):
        while await Job.count().where(Job.state == "running") < 25:  # noqa: ASYNC110 (the state is the database's)
            await asyncio.sleep(0.02)
    jobs = await Job.select(Job.state, Job.attempts, Job.crashes)
    assert jobs == [{"state": "scheduled", "attempts": 0, "crashes": 0}] * 30


async def test_a_worker_that_is_told_to_stop_while_it_starts_leaves_nothing_running(database: None) -> None:
    await enqueue_all([Add(number=number) for number in range(20)])
    for moment in range(10):
        async with bulk_worker(slots=20):
            await asyncio.sleep(0.005 * moment)
        held = await Job.count().where(Job.state.is_in(["dispatched", "running"]))
        assert held == 0
    assert await JobAttempt.count().where(JobAttempt.outcome == "succeeded") == (
        await Job.count().where(Job.state == "succeeded")
    )


async def test_a_worker_waits_for_a_redis_that_is_away_when_it_starts(database: None) -> None:
    away = load_settings().model_copy(update={"redis_url": RedisDsn("redis://127.0.0.1:1/0")})
    job_id = await enqueue(Add(number=1))
    async with working(away, KNOWN, {"bulk": 5}) as loops:
        await asyncio.sleep(1.5)
        assert not [loop.get_name() for loop in loops if loop.done()]
    assert (await read_job(job_id)).state == "scheduled"
