"""The import as a worker runs it."""

import json

from domain.programme.report import read_import
from domain.programme.submit import submit_schedule
from domain.settings import load_settings
from domain.tables import Job
from domain.work.states import State
from jobs.process import working
from jobs.wait import wait_for_end
from jobs.worker import JOBS
from tests.domain.programme.sample_files import event_xml, sample, schedule_xml


async def run(job_id: object) -> State:
    async with working(load_settings(), JOBS, {"bulk": 2}):
        return await wait_for_end(job_id)  # type: ignore[arg-type]


async def test_a_worker_carries_an_import_out_and_counts_what_changed(database: None) -> None:
    submitted = await submit_schedule(sample("harbour.frab.xml"), "schedule.xml", "harbour", create=True)
    assert await run(submitted.job_id) is State.SUCCEEDED
    [job] = await Job.select().where(Job.id == submitted.job_id)
    assert json.loads(job["result"])["new"] == 3
    assert (job["progress_done"], job["progress_total"]) == (3, 3)
    report = await read_import(submitted.import_id)
    assert report is not None and report.new == 3


async def test_an_import_that_can_never_succeed_is_given_up_at_once_with_its_reason(database: None) -> None:
    empty = await submit_schedule(schedule_xml(), "schedule.xml", "harbour", create=True)
    full = await submit_schedule(schedule_xml(event_xml(1)), "schedule.xml", "harbour", create=False)
    await Job.raw("UPDATE job SET due_at = now() + interval '1 hour' WHERE id = {}", empty.job_id)
    assert await run(full.job_id) is State.SUCCEEDED
    await Job.raw("UPDATE schedule_import SET created_at = now() WHERE id = {}", empty.import_id)
    await Job.raw("UPDATE job SET due_at = now() WHERE id = {}", empty.job_id)
    assert await run(empty.job_id) is State.DEAD
    [job] = await Job.select().where(Job.id == empty.job_id)
    assert (job["attempts"], "Nothing was changed" in job["error"]) == (1, True)
