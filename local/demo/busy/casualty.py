"""A bulk worker that is killed in the middle of its work, again and again: a silent one is listed for ten minutes."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import structlog

from local.demo.busy.looking import wait_for_rows
from local.processes import Child, signal_group, start_child, wrapped

EVERY = timedelta(minutes=8)
AT_WORK_WITHIN = timedelta(minutes=1)
PROGRAM = (sys.executable, "-m", "local.demo.busy.slow_worker")
log = structlog.get_logger()

# Of the bulk workers that were not there before, one that runs something.
_AT_WORK = """
SELECT worker.id FROM worker JOIN job ON job.worker = worker.id AND job.state = 'running'
WHERE 'bulk' = ANY(queues) AND stopped_at IS NULL AND worker.id <> ALL({}) GROUP BY worker.id HAVING count(*) >= {}
"""
_LIVING = """
SELECT id FROM worker
WHERE 'bulk' = ANY(queues) AND stopped_at IS NULL AND heartbeat_at > now() - interval '10 seconds'
"""


async def keep_losing_workers(logs: Path) -> None:
    """Lose one now and then, for as long as this process runs."""
    while True:
        lost = await lose_a_worker(logs / "casualty.log")
        log.info("worker_lost", worker=str(lost))
        await asyncio.sleep(EVERY.total_seconds())


async def lose_a_worker(log_file: Path, jobs: int = 3) -> UUID | None:
    """Start a worker and kill it when it runs so many jobs; its id, or None if it never came to that.

    A worker that starts signs off dead ones of its queues on this machine, so the one that stays must be there first.
    """
    living = [row["id"] for row in await wait_for_rows(_LIVING)]
    child = start_child(wrapped(PROGRAM), log=log_file, environment=os.environ)
    try:
        async with asyncio.timeout(AT_WORK_WITHIN.total_seconds()):
            [worker, *_] = await wait_for_rows(_AT_WORK, living, jobs)
            lost: UUID = worker["id"]
            return lost
    except TimeoutError:
        return None
    finally:
        _kill(child)


def _kill(child: Child) -> None:
    signal_group(child.pid, signal.SIGKILL)
    child.wait()
