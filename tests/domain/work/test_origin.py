"""Who or what asked for a job."""

from domain.ids import uuid7
from domain.work.enqueue import enqueue
from domain.work.origin import asked_by, person, schedule
from domain.work.progress import current_job
from domain.work.works import SendMail
from tests.domain.work.ledger import hold, new_job, read

ADA = uuid7()


async def test_what_nobody_is_named_for_was_asked_by_a_command(database: None) -> None:
    assert (await read(await new_job())).origin == "command"


async def test_a_person_or_a_schedule_is_named_inside_its_block_only(database: None) -> None:
    with asked_by(person(ADA)):
        by_ada = await new_job()
        with asked_by(schedule("nightly refresh")):
            by_schedule = await new_job()
    origins = [(await read(job)).origin for job in (by_ada, by_schedule, await new_job())]
    assert origins == [f"person:{ADA}", "schedule:nightly refresh", "command"]


async def test_what_a_job_asks_for_is_the_jobs(database: None) -> None:
    held = await hold(await new_job())
    token = current_job.set(held)
    try:
        with asked_by(person(ADA)):
            asked = await new_job()
    finally:
        current_job.reset(token)
    assert (await read(asked)).origin == f"job:{held.id}"


async def test_who_asks_last_for_a_waiting_job_is_noted(database: None) -> None:
    mail = SendMail(mail_id=uuid7())
    job_id = await enqueue(mail)
    with asked_by(person(ADA)):
        assert await enqueue(mail) == job_id
    assert (await read(job_id)).origin == f"person:{ADA}"
