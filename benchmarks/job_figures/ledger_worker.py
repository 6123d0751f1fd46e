"""Hallway's worker process, but for its kinds of work: `python -m benchmarks.job_figures.ledger_worker`."""

import asyncio
import logging
import os
from pathlib import Path

from benchmarks.job_figures.works import QUEUE, Nothing, NothingShort, Stamp
from domain.logs import configure_logs
from domain.settings import load_settings
from domain.work.progress import running_job
from jobs.declare import Counts, JobContext, job
from jobs.process import run_worker
from local.chaos.journal import Journal

JOURNAL_VARIABLE = "HALLWAY_BENCH_JOURNAL"
SLOTS = {QUEUE: 300}
CONNECTIONS = 10

journal = Journal(Path(os.environ.get(JOURNAL_VARIABLE, os.devnull)))


@job(Nothing)
async def do_nothing(_work: Nothing, _context: JobContext) -> Counts:
    return {}


@job(NothingShort)
async def do_nothing_short(_work: NothingShort, _context: JobContext) -> Counts:
    return {}


@job(Stamp)
async def stamp(_work: Stamp, _context: JobContext) -> Counts:
    journal.started(running_job().id)
    return {}


JOBS = {job.name: job for job in (do_nothing, do_nothing_short, stamp)}


def main() -> None:
    settings = load_settings()
    configure_logs(settings.log_format)
    logging.getLogger("arq").setLevel(logging.WARNING)
    asyncio.run(run_worker(settings, JOBS, SLOTS, connections=CONNECTIONS))


if __name__ == "__main__":
    main()
