"""Worker processes as they are listed."""

from datetime import timedelta

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, Worker
from domain.work.enqueue import enqueue
from domain.work.workers import list_workers
from domain.work.works import SendMail


async def test_a_worker_is_alive_while_its_heartbeat_is_young_and_forgotten_in_the_end(database: None) -> None:
    now = utc_now()
    for host, seconds in (("young", 4), ("silent", 40), ("forgotten", 900)):
        await (
            Worker(queues=["bulk"], host=host, pid=1, version="1", heartbeat_at=now - timedelta(seconds=seconds))
            .save()
            .run()
        )
    await Worker(queues=["bulk"], host="signed off", pid=1, version="1", stopped_at=now).save().run()

    assert {worker.host: worker.is_alive for worker in await list_workers(now)} == {"young": True, "silent": False}


async def test_it_says_what_it_runs(database: None) -> None:
    worker = Worker(queues=["bulk"], host="fjord", pid=1, version="1")
    await worker.save().run()
    jobs = [await enqueue(SendMail(mail_id=uuid7())) for _ in range(3)]
    await Job.update({Job.state: "running", Job.worker: worker.id}).where(Job.id.is_in(jobs[:2]))

    [found] = await list_workers(utc_now())

    assert (found.running, found.job_id, found.job_name) == (2, jobs[0], "SendMail")
