import os
import subprocess
import sys
from datetime import timedelta

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Worker
from domain.work.workers import list_replaced
from jobs.registry import beat, bury_predecessors, sign_off


async def unsigned() -> set[object]:
    return {row["id"] for row in await Worker.select(Worker.id).where(Worker.stopped_at.is_null())}


async def test_a_worker_is_listed_from_its_first_beat_to_its_sign_off(database: None) -> None:
    worker = uuid7()
    await beat(worker, ["bulk"])
    await beat(worker, ["bulk"])
    [row] = await Worker.select()
    assert (row["id"], row["pid"], row["queues"], row["stopped_at"]) == (worker, os.getpid(), ["bulk"], None)
    await sign_off(worker)
    assert await unsigned() == set()


async def test_a_dead_predecessor_is_buried_and_nobody_else(database: None) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])  # noqa: ASYNC220 (ends at once)
    ended.wait()
    dead, busy, elsewhere, other, me = (uuid7() for _ in range(5))
    for worker in (dead, busy, elsewhere, me):
        await beat(worker, ["bulk"])
    await beat(other, ["interactive"])
    for worker in (dead, elsewhere, other):
        await Worker.update({Worker.pid: ended.pid}).where(Worker.id == worker)
    await Worker.update({Worker.host: "another machine"}).where(Worker.id == elsewhere)
    await bury_predecessors(me, ["bulk"])
    assert await unsigned() == {busy, elsewhere, other, me}
    [replaced] = await list_replaced(utc_now() - timedelta(minutes=1))
    assert (replaced.queues, replaced.deaths) == (("bulk",), 1)
    assert await list_replaced(utc_now() + timedelta(minutes=1)) == ()


async def test_who_stopped_of_its_own_will_is_not_said_to_have_died(database: None) -> None:
    worker = uuid7()
    await beat(worker, ["bulk"])
    await sign_off(worker)
    assert await list_replaced(utc_now() - timedelta(minutes=1)) == ()
