"""What people may do to a job."""

import asyncio

import asyncpg
import pytest

from domain.ids import NIL, uuid7
from domain.piccolo_conf import DB
from domain.tables import Job, JobAttempt
from domain.work.by_hand import transitions as by_hand
from domain.work.ending import UNWANTED, succeeded
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.states import State
from domain.work.transitions import dispatch
from domain.work.works import GenerateRecommendations, SendMail
from tests.domain.work.ledger import BULK, WORKER, end, fail, hold, ledger_now, new_job, read, state

NO = ValueError("no")


async def test_a_waiting_job_is_cancelled_at_once(database: None) -> None:
    job_id = await enqueue(SendMail(mail_id=uuid7()))
    [was] = (await by_hand.cancel([job_id])).changed
    assert (was.id, was.name, was.state) == (job_id, "SendMail", State.SCHEDULED)
    assert await state(job_id) == "cancelled"
    assert (await by_hand.cancel([job_id])).changed == ()
    assert await dispatch(WORKER, "notifications", 10) == []


async def test_a_running_job_is_asked_once_to_stop(database: None) -> None:
    held = await hold(await new_job())
    assert len((await by_hand.cancel([held.id])).changed) == 1
    assert (await by_hand.cancel([held.id])).changed == ()
    job = await read(held.id)
    assert (job.state, job.cancel_requested) == ("running", True)
    assert job.finished_at is None


@pytest.mark.parametrize("ended", ["dead", "cancelled"])
async def test_what_ended_in_vain_is_retried_with_all_its_attempts(database: None, ended: str) -> None:
    if ended == "dead":
        job_id = await fail(NO)
    else:
        held = await hold(await new_job())
        job_id = held.id
        await by_hand.cancel([job_id])
        await end(held, UNWANTED)
    assert await state(job_id) == ended
    assert len((await by_hand.retry([job_id])).changed) == 1
    job = await read(job_id)
    assert (job.state, job.attempts, job.cancel_requested) == ("scheduled", 0, False)
    assert {job.error, job.fingerprint, job.finished_at} == {None}
    assert (await hold(job_id)).attempt == 1
    assert (await by_hand.retry([job_id])).changed == ()
    assert await JobAttempt.count() == 1


async def test_what_succeeded_is_not_retried(database: None) -> None:
    held = await hold(await new_job())
    await end(held, succeeded("{}"))
    assert (await by_hand.retry([held.id])).changed == ()


async def test_a_dead_job_is_kept_dead_while_a_newer_one_does_its_work(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    job_id = await fail(NO, work)
    await enqueue(work, BULK)
    touched = await by_hand.retry([job_id])
    assert ([was.id for was in touched.kept], touched.changed) == ([job_id], ())
    assert await state(job_id) == "dead"


async def test_of_two_dead_jobs_with_one_key_the_newer_is_retried(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    older, newer, other = await fail(NO, work), await fail(NO, work), await fail(NO)
    touched = await by_hand.retry([older, newer, other])
    assert {was.id for was in touched.changed} == {newer, other}
    assert [was.id for was in touched.kept] == [older]


async def test_two_who_retry_the_same_jobs_retry_each_once(database: None) -> None:
    jobs = [await fail(NO) for _ in range(8)]
    first, second = await asyncio.gather(by_hand.retry(jobs), by_hand.retry(jobs[::-1]))
    retried = [was.id for was in (*first.changed, *second.changed)]
    assert sorted(retried) == sorted(jobs)


async def test_what_somebody_is_changing_is_left_alone_and_nobody_is_waited_for(database: None) -> None:
    busy, free = await enqueue_all([SendMail(mail_id=uuid7()) for _ in range(2)])
    assert DB.pool is not None
    async with DB.pool.acquire() as connection, connection.transaction():
        await connection.execute("SELECT FROM job WHERE id = $1 FOR UPDATE", busy)
        async with asyncio.timeout(5):
            touched = await by_hand.cancel([busy, free])
    assert [was.id for was in touched.changed] == [free]


async def test_a_job_whose_row_is_held_for_a_moment_is_changed_all_the_same(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_hand, "PAUSE_SECONDS", 0.5)
    held = await hold(await new_job())
    assert DB.pool is not None
    async with DB.pool.acquire() as connection:
        renewal = connection.transaction()
        await renewal.start()
        await connection.execute("UPDATE job SET lease_until = now() + interval '15 s' WHERE id = $1", held.id)
        cancelling = asyncio.create_task(by_hand.cancel([held.id]))
        await asyncio.sleep(0.1)
        await renewal.commit()
        assert len((await cancelling).changed) == 1


async def test_what_changed_after_it_was_looked_at_is_not_meant(database: None) -> None:
    early, again = await fail(NO), await fail(NO)
    as_of = await ledger_now()
    await by_hand.retry([again])
    held = await hold(again)
    await end(held, UNWANTED)
    late = await fail(NO)
    touched = await by_hand.retry([early, again, late], as_of)
    assert [was.id for was in touched.changed] == [early]


async def test_a_new_request_for_a_waiting_job_counts_as_a_change(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    job_id = await enqueue(work)
    as_of = await ledger_now()
    assert await enqueue(work) == job_id
    assert (await by_hand.cancel([job_id], as_of)).changed == ()


async def test_only_ended_jobs_are_deleted_and_their_attempts_with_them(database: None) -> None:
    dead, waiting = await fail(NO), await new_job()
    running = (await hold(await new_job())).id
    touched = await by_hand.delete([dead, waiting, running])
    assert [was.id for was in touched.changed] == [dead]
    assert (await Job.count(), await JobAttempt.count()) == (2, 0)


async def test_a_part_is_kept_until_the_whole_is_over_and_outlives_it(database: None) -> None:
    whole = await hold(await new_job())
    part = await enqueue(SendMail(mail_id=uuid7()), Placement(parent_id=whole.id))
    await by_hand.cancel([part])
    assert [was.id for was in (await by_hand.delete([part])).kept] == [part]
    await end(whole, succeeded("{}"))
    assert [was.id for was in (await by_hand.delete([whole.id])).changed] == [whole.id]
    assert await state(part) == "cancelled"
    assert len((await by_hand.delete([part])).changed) == 1


async def test_run_now_brings_forward_what_is_not_due(database: None) -> None:
    later, due = await fail(NO, for_good=False), await new_job()
    touched = await by_hand.run_now([later, due])
    assert [was.id for was in touched.changed] == [later]
    tickets = await dispatch(WORKER, "bulk", 10)
    assert {ticket.job_id for ticket in tickets} == {later, due}


async def test_a_higher_priority_goes_first(database: None) -> None:
    event = uuid7()
    jobs = await enqueue_all([GenerateRecommendations(user_id=uuid7(), event_id=event) for _ in range(5)], BULK)
    await by_hand.prioritize(jobs[4:], 90)
    assert [ticket.job_id for ticket in await dispatch(WORKER, "bulk", 1)] == jobs[4:]


async def test_a_twin_enqueued_at_that_moment_is_told_by_the_database(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    job_id = await fail(NO, work)
    assert DB.pool is not None
    async with DB.pool.acquire() as connection:
        twin = connection.transaction()
        await twin.start()
        await connection.execute(
            "INSERT INTO job (id, name, queue, event_id, dedupe_key) VALUES ($1, 'x', 'bulk', $2, $3)",
            *(uuid7(), NIL, work.dedupe_key),
        )
        retrying = asyncio.create_task(by_hand.retry([job_id]))
        await asyncio.sleep(0.1)
        await twin.commit()
        with pytest.raises(asyncpg.UniqueViolationError):
            await retrying
    assert [was.id for was in (await by_hand.retry([job_id])).kept] == [job_id]
