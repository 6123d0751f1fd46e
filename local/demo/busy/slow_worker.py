"""`python -m local.demo.busy.slow_worker`: a worker of the bulk queue that takes its time, so that work piles up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from domain.logs import configure_logs
from domain.settings import load_settings
from domain.work.works import GenerateChunk, ImproveChunk
from jobs.declare import Counts, Job, JobContext
from jobs.process import run_worker
from jobs.worker import JOBS, SCHEDULES

QUEUE = "bulk"
SLOTS = 6
Seconds = tuple[float, float]
IMPROVING: Seconds = (2.0, 5.0)
# Of a night, so that one can watch how it goes on.
AT_NIGHT: Seconds = (25.0, 45.0)

Function = Callable[[Any, JobContext], Awaitable[Counts]]


def slowed(jobs: Mapping[str, Job[Any]]) -> dict[str, Job[Any]]:
    """The same, where the long queue's and the night's take some seconds more; they do nothing meanwhile."""
    return {name: replace(job, function=_slowed(job.function)) for name, job in jobs.items()}


def delay_of(work: object) -> Seconds:
    """Between which times its work is held up."""
    if isinstance(work, ImproveChunk):
        return IMPROVING
    return AT_NIGHT if isinstance(work, GenerateChunk) and work.night else (0.0, 0.0)


def _slowed(function: Function) -> Function:
    random = Random()  # nothing secret hangs on it

    async def run(work: Any, context: JobContext) -> Counts:
        await asyncio.sleep(random.uniform(*delay_of(work)))
        return await function(work, context)

    return run


def main() -> None:
    """Run until it is told to stop."""
    settings = load_settings()
    configure_logs(settings.log_format)
    logging.getLogger("arq").setLevel(logging.WARNING)
    asyncio.run(run_worker(settings, slowed(JOBS), {QUEUE: SLOTS}, SCHEDULES))


if __name__ == "__main__":
    main()
