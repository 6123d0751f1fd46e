"""A worker process of a chaos run: `python -m local.chaos.worker`, Hallway's own but for its kinds of work."""

import asyncio
import logging
import os
import tempfile
from pathlib import Path

from domain.logs import configure_logs
from domain.settings import Settings, load_settings
from domain.tables import Job
from domain.work.finishing import finishing_transaction
from domain.work.progress import running_job
from jobs.declare import Counts, JobContext, job
from jobs.process import run_worker
from local.chaos.journal import JOURNAL, Journal, ready_file
from local.chaos.works import QUEUE, WriteInFinish, WriteUnderKey

LOGS_VARIABLE = "HALLWAY_CHAOS_LOGS"
LOGS = Path(os.environ.get(LOGS_VARIABLE, tempfile.gettempdir()))
SLOTS = {QUEUE: 20}

journal = Journal(LOGS / JOURNAL)


@job(WriteInFinish)
async def write_in_finish(work: WriteInFinish, _context: JobContext) -> Counts:
    """The effect has no key: only the transaction it shares with the end keeps it from being written twice."""
    journal.started(running_job().id)
    await asyncio.sleep(work.milliseconds / 1000)
    async with finishing_transaction({"effects": 1}):
        await Job.raw("INSERT INTO chaos_effect (job_id) VALUES ({})", running_job().id)
    return {}


@job(WriteUnderKey)
async def write_under_key(work: WriteUnderKey, _context: JobContext) -> Counts:
    """The effect is written half-way, so that many a kill comes between it and the end."""
    journal.started(running_job().id)
    await asyncio.sleep(work.milliseconds / 2000)
    await Job.raw(
        "INSERT INTO chaos_keyed_effect (job_id) VALUES ({}) "
        "ON CONFLICT (job_id) DO UPDATE SET absorbed = chaos_keyed_effect.absorbed + 1",
        running_job().id,
    )
    await asyncio.sleep(work.milliseconds / 2000)
    return {"effects": 1}


JOBS = {job.name: job for job in (write_in_finish, write_under_key)}


def main() -> None:
    settings = load_settings()
    configure_logs(settings.log_format)
    logging.getLogger("arq").setLevel(logging.WARNING)
    asyncio.run(work(settings))


async def work(settings: Settings) -> None:
    # It is called as soon as the worker waits for anything, which is after it has set its signal handlers.
    asyncio.get_running_loop().call_soon(ready_file(LOGS, os.getpid()).touch)
    await run_worker(settings, JOBS, SLOTS)


if __name__ == "__main__":
    main()
