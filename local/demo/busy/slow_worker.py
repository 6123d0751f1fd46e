"""`python -m local.demo.busy.slow_worker`: a worker of the bulk queue that takes its time, so that work piles up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from domain.logs import configure_logs
from domain.settings import load_settings
from domain.work.outcomes import Snooze
from domain.work.works import GenerateChunk, ImproveChunk
from jobs.declare import Counts, Job, JobContext
from jobs.process import run_worker
from jobs.worker import JOBS, SCHEDULES

QUEUE = "bulk"
SLOTS = 4
Seconds = tuple[float, float]
IMPROVING: Seconds = (2.0, 5.0)
# Of a night, one chunk after the other, so that one can watch how it goes on.
AT_NIGHT: Seconds = (40.0, 70.0)
AGAIN = timedelta(seconds=4)

Function = Callable[[Any, JobContext], Awaitable[Counts]]


def slowed(jobs: Mapping[str, Job[Any]]) -> dict[str, Job[Any]]:
    """The same, where the long queue's and the night's take some seconds more; they do nothing meanwhile."""
    return {name: replace(job, function=_slowed(job.function)) for name, job in jobs.items()}


def is_of_night(work: object) -> bool:
    """Whether it is a chunk of a nightly refresh."""
    return isinstance(work, GenerateChunk) and work.night is not None


def _slowed(function: Function) -> Function:
    random = Random()  # nothing secret hangs on it

    night = asyncio.Lock()

    async def run(work: Any, context: JobContext) -> Counts:
        if not is_of_night(work):
            await asyncio.sleep(random.uniform(*IMPROVING) if isinstance(work, ImproveChunk) else 0)
            return await function(work, context)
        if night.locked():
            raise Snooze(AGAIN)
        async with night:
            await asyncio.sleep(random.uniform(*AT_NIGHT))
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
