"""The pulse of the job system, and its queues."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, JobAttempt, Queue, Worker
from domain.work import vitals
from domain.work.enqueue import Placement, enqueue
from domain.work.vitals import MINUTES_SHOWN, list_queues, read_pulse
from domain.work.works import SendMail


async def make_attempt(job: UUID, number: int, outcome: str, ended_at: datetime) -> None:
    at_that_time = UUID(int=(int(ended_at.timestamp() * 1000) << 80) | number)
    await (
        JobAttempt(
            id=at_that_time,
            job_id=job,
            dispatch_no=number,
            outcome=outcome,
            started_at=ended_at,
            finished_at=ended_at,
        )
        .save()
        .run()
    )


async def test_the_pulse_counts_minutes_and_failures_of_the_last_hour(database: None) -> None:
    now, job = utc_now(), await enqueue(SendMail(mail_id=uuid7()))
    ended = [
        ("succeeded", 10),
        ("succeeded", 50),
        ("succeeded", 70),
        ("retried", 20),
        ("crashed", 30),
        ("returned", 30),
        ("succeeded", 3_000),
        ("dead", 4_000),
    ]
    for number, (outcome, seconds) in enumerate(ended):
        await make_attempt(job, number, outcome, now - timedelta(seconds=seconds))

    pulse = await read_pulse(now)

    assert pulse.per_minute == (*[0] * (MINUTES_SHOWN - 2), 1, 2)
    assert (pulse.attempts, pulse.failed, pulse.is_bounded) == (7, 2, False)


async def test_a_busy_hour_is_read_only_so_far_back(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vitals, "MOST_ATTEMPTS", 3)
    now, job = utc_now(), await enqueue(SendMail(mail_id=uuid7()))
    for number in range(5):
        await make_attempt(job, number, "dead" if number == 4 else "succeeded", now - timedelta(seconds=number))
    pulse = await read_pulse(now)
    assert (pulse.attempts, pulse.failed, pulse.is_bounded) == (3, 0, True)


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
