from collections.abc import AsyncIterator

import pytest

from domain.ids import uuid7
from domain.tables import Job, JobAttempt, Queue
from domain.work.enqueue import enqueue
from domain.work.finishing import LostJob, finishing_transaction
from domain.work.progress import current_job
from domain.work.transitions import HeldJob, claim, dispatch
from domain.work.works import SendMail


@pytest.fixture
async def held(database: None) -> AsyncIterator[HeldJob]:
    """A job that runs here."""
    worker = uuid7()
    await enqueue(SendMail(mail_id=uuid7()))
    [ticket] = await dispatch(worker, "notifications", 1)
    [held] = await claim(worker, [(ticket.job_id, ticket.dispatch_no)])
    assert held is not None
    current_job.set(held)
    yield held
    current_job.set(None)


async def write_an_effect() -> None:
    await Queue.insert(Queue(name="effect"))


async def outcome() -> tuple[int, list[str], list[str]]:
    """Effects, states of jobs, outcomes of attempts."""
    states = await Job.select(Job.state).output(as_list=True)
    outcomes = await JobAttempt.select(JobAttempt.outcome).output(as_list=True)
    return await Queue.count(), states, outcomes


async def test_the_effect_and_the_end_are_written_together(held: HeldJob) -> None:
    async with finishing_transaction({"written": 1}) as counts:
        await write_an_effect()
        counts["found"] = 2
    assert await outcome() == (1, ["succeeded"], ["succeeded"])
    [result] = await Job.select(Job.result).output(as_list=True)
    assert result == '{"found": 2, "written": 1}'


async def test_an_error_after_the_effect_undoes_it_and_ends_nothing(held: HeldJob) -> None:
    with pytest.raises(ZeroDivisionError):
        async with finishing_transaction():
            await write_an_effect()
            raise ZeroDivisionError
    assert await outcome() == (0, ["running"], [])


async def test_who_lost_the_job_writes_nothing(held: HeldJob) -> None:
    await Job.update({Job.worker: uuid7()}, force=True)
    with pytest.raises(LostJob):
        async with finishing_transaction():
            await write_an_effect()
    assert await outcome() == (0, ["running"], [])


async def test_outside_of_a_job_there_is_nothing_to_finish(database: None) -> None:
    with pytest.raises(LookupError):
        async with finishing_transaction():
            await write_an_effect()
    assert await Queue.count() == 0
