"""A worker that is killed in the middle of its work."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, Worker
from local.demo.busy.backlog import write_backlog
from local.demo.busy.casualty import lose_a_worker
from local.demo.busy.past import PastEvent
from tests.cast import gather

pytestmark = pytest.mark.usefixtures("database")


async def test_it_leaves_its_row_and_the_jobs_it_ran(tmp_path: Path) -> None:
    cast = await gather()
    await Worker.insert(Worker(id=uuid7(), queues=["bulk"], host="here", pid=os.getpid(), version="1"))
    await write_backlog([PastEvent(cast.event, "", "UTC", [cast.ada, cast.sam])], utc_now(), turns=2)

    lost = await lose_a_worker(tmp_path / "casualty.log", jobs=2)

    assert lost is not None, (tmp_path / "casualty.log").read_text()
    [row] = await Worker.select().where(Worker.id == lost)
    assert row["stopped_at"] is None
    with pytest.raises(ProcessLookupError):
        os.kill(row["pid"], 0)
    assert await Job.count().where((Job.worker == lost) & (Job.state == "running")) >= 2
    assert utc_now() - row["heartbeat_at"] < timedelta(minutes=1)
