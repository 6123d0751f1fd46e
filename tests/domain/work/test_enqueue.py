from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.ids import NIL, uuid7
from domain.tables import Job
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.transaction import transaction
from domain.work.transitions import dispatch
from domain.work.works import GenerateEvent, GenerateRecommendations, SendMail

EVENT, USER = uuid7(), uuid7()
WORK = GenerateRecommendations(user_id=USER, event_id=EVENT)


async def read_job(job_id: UUID) -> Job:
    found = await Job.objects().where(Job.id == job_id).first()
    assert found is not None
    return found


async def test_a_job_says_what_its_work_says(database: None) -> None:
    job = await read_job(await enqueue(WORK))
    assert (job.name, job.queue, job.priority, job.event_id) == ("GenerateRecommendations", "interactive", 10, EVENT)
    assert (job.state, job.max_attempts, job.timeout) == ("scheduled", 5, timedelta(minutes=1))


async def test_work_of_no_event_belongs_to_the_nil_event(database: None) -> None:
    assert (await read_job(await enqueue(SendMail(mail_id=uuid7())))).event_id == NIL


async def test_a_transaction_that_fails_leaves_no_job(database: None) -> None:
    with pytest.raises(RuntimeError):
        async with transaction():
            await enqueue(WORK)
            raise RuntimeError
    assert await Job.count() == 0


async def test_the_same_request_while_one_waits_makes_no_second_job(database: None) -> None:
    assert await enqueue(WORK) == await enqueue(WORK)
    assert await Job.count() == 1


async def test_the_urgent_request_takes_a_waiting_job_into_its_own_queue(database: None) -> None:
    bulk = await enqueue(WORK, Placement(queue="bulk", priority=-1))
    await enqueue(WORK)
    job = await read_job(bulk)
    assert (job.queue, job.priority) == ("interactive", 10)


async def test_the_earlier_due_time_wins(database: None) -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    job_id = await enqueue(WORK, Placement(due_at=late))
    await enqueue(WORK, Placement(due_at=early))
    await enqueue(WORK, Placement(due_at=late))
    assert (await read_job(job_id)).due_at == early


async def test_a_request_while_the_same_work_runs_makes_a_job_of_its_own(database: None) -> None:
    first = await enqueue(WORK)
    await Job.update({Job.state: "running"}).where(Job.id == first)
    assert await enqueue(WORK) != first


async def test_many_are_enqueued_under_one_parent(database: None) -> None:
    parent = await enqueue(GenerateEvent(event_id=EVENT))
    works = [GenerateRecommendations(user_id=uuid7(), event_id=EVENT) for _ in range(50)]
    ids = await enqueue_all(works, Placement(queue="bulk", parent_id=parent))
    assert len(set(ids)) == 50
    assert await Job.count().where(Job.parent_id == parent) == 50


async def test_nothing_to_enqueue_is_nothing(database: None) -> None:
    assert await enqueue_all([]) == []
    assert await dispatch(uuid7(), "bulk", 5) == []
