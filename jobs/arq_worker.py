"""arq's worker as Hallway uses it: woken by an event instead of a short poll, and outliving a loss of its Redis.

arq is pinned: `main` and `start_jobs` replace those of arq 0.28.
"""

import asyncio
import json
from typing import TYPE_CHECKING, cast
from uuid import UUID

import structlog
from arq import ArqRedis, func
from arq.utils import timestamp_ms
from arq.worker import Worker
from redis.exceptions import RedisError

from jobs.runner import Runner
from jobs.tickets import RUN_TICKETS, encode

if TYPE_CHECKING:
    from arq.typing import WorkerCoroutine

log = structlog.get_logger()

POLL_SECONDS = 1.0
PAUSE_WITHOUT_REDIS_SECONDS = 1.0
# With the database away, jobs cannot be given back: then their leases run out.
GIVING_BACK_SECONDS = 2.0
# The ledger times jobs out; arq must not.
NEVER_SECONDS = 86_400


class TicketWorker(Worker):
    """Runs tickets from one worker's own queue."""

    def __init__(self, runner: Runner, redis: ArqRedis, max_jobs: int, wake: asyncio.Event) -> None:
        async def run_tickets(_context: object, *tickets: tuple[str, int]) -> None:
            await runner.run_tickets([(UUID(job_id), dispatch_no) for job_id, dispatch_no in tickets])

        super().__init__(
            functions=[
                func(cast("WorkerCoroutine", run_tickets), name=RUN_TICKETS, timeout=NEVER_SECONDS, max_tries=1)
            ],
            queue_name=redis.default_queue_name,
            redis_pool=redis,
            max_jobs=max_jobs,
            keep_result=0,
            handle_signals=False,
            retry_jobs=False,
            log_results=False,
            job_serializer=encode,
            job_deserializer=json.loads,
        )
        self.wake = wake

    async def main(self) -> None:
        """Poll whenever woken, and once a second in case a wake-up was lost."""
        while True:
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await self.wake.wait()
            except TimeoutError:
                pass
            self.wake.clear()
            try:
                await self._poll_iteration()
            except (RedisError, OSError) as error:
                log.warning("redis_away", error=str(error))
                await asyncio.sleep(PAUSE_WITHOUT_REDIS_SECONDS)

    async def start_jobs(self, job_ids: list[bytes]) -> None:
        """Start tickets without a lock on each: nobody else reads this worker's queue, and the claim decides anyway."""
        for job_id in map(bytes.decode, job_ids):
            if self.job_counter >= self.max_jobs:
                return
            # A ticket stays in the queue until its job has ended.
            if job_id not in self.tasks:
                await self.sem.acquire()
                self.job_counter += 1
                self.tasks[job_id] = task = self.loop.create_task(self.run_job(job_id, timestamp_ms()))
                task.add_done_callback(lambda _: self._release_sem_dec_counter_on_complete())

    async def drain(self, grace_seconds: float) -> None:
        """Take no more tickets; let running ones end within the grace, then cancel them: that gives jobs back."""
        self.allow_pick_jobs = False
        await self._wait(grace_seconds)
        for task in self.job_tasks.values():
            task.cancel()
        await self._wait(GIVING_BACK_SECONDS)

    async def _wait(self, seconds: float) -> None:
        running = [task for task in self.tasks.values() if not task.done()]
        if running:
            await asyncio.wait(running, timeout=seconds)
