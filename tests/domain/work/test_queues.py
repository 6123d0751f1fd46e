"""Queues: what waits in each, and which are known."""

from datetime import timedelta

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, Queue, Worker
from domain.work.enqueue import Placement, enqueue
from domain.work.queues import list_queues
from domain.work.works import SendMail


async def test_a_queue_says_what_waits_since_when_and_what_is_not_yet_due(database: None) -> None:
    now = utc_now()
    for seconds in (30, 5, -60):
        await enqueue(SendMail(mail_id=uuid7()), Placement(due_at=now - timedelta(seconds=seconds)))
    running = await enqueue(SendMail(mail_id=uuid7()))
    await Job.update({Job.state: "running"}).where(Job.id == running)

    [queue] = await list_queues(now)

    assert (queue.name, queue.waiting, queue.later, queue.dispatched, queue.running) == ("notifications", 2, 1, 0, 1)
    assert queue.oldest == timedelta(seconds=30)


async def test_queues_of_workers_and_paused_ones_are_listed_though_empty(database: None) -> None:
    await Worker(queues=["bulk", "interactive"], host="fjord", pid=1, version="1").save().run()
    await Worker(queues=["gone"], host="fjord", pid=2, version="1", stopped_at=utc_now()).save().run()
    await Queue(name="imports", paused_at=utc_now()).save().run()

    queues = await list_queues(utc_now())

    assert [(queue.name, queue.oldest, queue.paused_at is not None) for queue in queues] == [
        ("bulk", None, False),
        ("imports", None, True),
        ("interactive", None, False),
    ]
