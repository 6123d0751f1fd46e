"""What people did to one job."""

from domain.audit.entries import Actor
from domain.audit.of_job import list_entries_of_job
from domain.ids import uuid7
from domain.work.by_hand.actions import cancel_jobs, prioritize_jobs, retry_jobs
from domain.work.by_hand.choice import Picked
from domain.work.works import SendMail
from tests.domain.work.ledger import new_job

ROOT = Actor(uuid7(), "Rút")
WHY = "nobody wants them"


async def test_a_job_knows_what_was_done_to_it_alone_and_among_others(database: None) -> None:
    job_id, other = await new_job(), await new_job(SendMail(mail_id=uuid7()))
    await prioritize_jobs(ROOT, Picked((job_id,)), 5)
    await prioritize_jobs(ROOT, Picked((other,)), 5)
    await cancel_jobs(ROOT, Picked((job_id, other)), WHY)
    await retry_jobs(ROOT, Picked((other,)))
    entries = await list_entries_of_job(job_id)
    assert [(entry.action, entry.affected, entry.reason) for entry in entries] == [
        ("jobs.cancel", 2, WHY),
        ("jobs.prioritize", 1, None),
    ]
    assert {(entry.actor_id, entry.actor_name) for entry in entries} == {(ROOT.id, ROOT.name)}


async def test_a_job_that_nobody_touched_has_no_entries(database: None) -> None:
    assert await list_entries_of_job(await new_job()) == ()
