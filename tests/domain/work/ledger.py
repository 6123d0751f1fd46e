"""Jobs of the tests: enqueued, held by a worker, ended, and looked at."""

from datetime import datetime
from uuid import UUID

from domain.ids import uuid7
from domain.tables import Job
from domain.work.ending import Ending, ended_by
from domain.work.enqueue import Placement, enqueue
from domain.work.transitions import HeldJob, claim, dispatch, end_attempts
from domain.work.work import Work
from domain.work.works import GenerateRecommendations

WORKER = uuid7()
BULK = Placement(queue="bulk")


async def new_job(work: Work | None = None) -> UUID:
    return await enqueue(work or GenerateRecommendations(user_id=uuid7(), event_id=uuid7()), BULK)


async def hold(job_id: UUID, worker: UUID = WORKER) -> HeldJob:
    """Let it run on the worker; whatever else is due is passed on too, and waits."""
    await Job.raw("UPDATE job SET due_at = now() WHERE id = {}", job_id)
    tickets = await dispatch(worker, "bulk", 100)
    [ticket] = [ticket for ticket in tickets if ticket.job_id == job_id]
    [held] = await claim(worker, [(job_id, ticket.dispatch_no)])
    assert held is not None
    return held


async def end(held: HeldJob, ending: Ending) -> bool:
    [is_ended] = await end_attempts(held.worker, [(held, ending)])
    return is_ended


async def fail(error: Exception, work: Work | None = None, *, for_good: bool = True) -> UUID:
    """A job that ran and failed: dead, or else waiting for its next attempt."""
    held = await hold(await new_job(work))
    await end(held, ended_by(error, 5 if for_good else 1, 5))
    return held.id


async def read(job_id: UUID) -> Job:
    job = await Job.objects().where(Job.id == job_id).first()
    assert job is not None
    return job


async def state(job_id: UUID) -> str:
    return (await read(job_id)).state


async def ledger_now() -> datetime:
    [row] = await Job.raw("SELECT clock_timestamp() AS now")
    now: datetime = row["now"]
    return now
