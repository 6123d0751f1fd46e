from structlog.testing import capture_logs

from domain.ids import uuid7
from domain.tables import Job, Worker
from domain.work.enqueue import enqueue
from domain.work.pause import pause_queue
from domain.work.transitions import dispatch
from domain.work.works import SendMail
from jobs.registry import beat, sign_off
from jobs.watch import watch

WORKER = uuid7()


async def alerts() -> list[str]:
    with capture_logs() as lines:
        await watch()
    return [line["kind"] for line in lines if line["event"] == "alert"]


async def mail_that_waits(minutes: int) -> None:
    await beat(WORKER, ["notifications"])
    job_id = await enqueue(SendMail(mail_id=uuid7()))
    await Job.raw("UPDATE job SET due_at = now() - make_interval(mins => {}) WHERE id = {}", minutes, job_id)


async def test_work_that_waits_while_nothing_starts_is_told(database: None) -> None:
    await mail_that_waits(2)
    assert await alerts() == ["stalled"]


async def test_work_that_is_only_just_due_or_under_way_is_not(database: None) -> None:
    await mail_that_waits(0)
    assert await alerts() == []
    await mail_that_waits(2)
    await dispatch(WORKER, "notifications", 1)
    assert await alerts() == []


async def test_a_paused_queue_may_wait(database: None) -> None:
    await mail_that_waits(2)
    await pause_queue("notifications")
    assert await alerts() == []


async def test_a_worker_that_fell_silent_is_told_and_one_that_signed_off_is_not(database: None) -> None:
    signed_off = uuid7()
    for worker in (WORKER, signed_off):
        await beat(worker, ["bulk"])
    await sign_off(signed_off)
    assert await alerts() == []
    await Worker.raw("UPDATE worker SET heartbeat_at = now() - interval '40 s'")
    assert await alerts() == ["worker gone"]
