"""arq's worker as Hallway uses it: woken by an event instead of a short poll, and outliving a loss of its Redis.

arq is pinned: `main` and `start_jobs` replace those of arq 0.28. Its queue, its format of a job, its polling and its
register of functions are used; what the ledger does better (locks, tries, results, timeouts) is not.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, cast
from uuid import UUID

import structlog
from arq import ArqRedis, func
from arq.constants import job_key_prefix
from arq.jobs import SerializationError, deserialize_job_raw
from arq.worker import Worker
from redis.exceptions import RedisError

from jobs.runner import TicketNumber
from jobs.tickets import RUN_TICKETS, encode

if TYPE_CHECKING:
    from arq.typing import WorkerCoroutine

log = structlog.get_logger()

POLL_SECONDS = 1.0
PAUSE_WITHOUT_REDIS_SECONDS = 1.0
# With the database away, jobs cannot be given back: then their leases run out.
GIVING_BACK_SECONDS = 2.0

RunTickets = Callable[[Sequence[TicketNumber]], Awaitable[None]]


class TicketWorker(Worker):
    """Runs tickets from one worker's own queue."""

    def __init__(self, run: RunTickets, redis: ArqRedis, max_jobs: int, wake: asyncio.Event) -> None:
        async def run_tickets(_context: object, *tickets: tuple[str, int]) -> None:
            await run([(UUID(job_id), dispatch_no) for job_id, dispatch_no in tickets])

        super().__init__(
            functions=[func(cast("WorkerCoroutine", run_tickets), name=RUN_TICKETS)],
            queue_name=redis.default_queue_name,
            redis_pool=redis,
            max_jobs=max_jobs,
            handle_signals=False,
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
        """Take tickets out of the queue, all in one round trip, and start them.

        Nobody else reads this worker's queue, and the ledger misses a ticket that is lost from here on. So there is
        no lock, retry or result to be kept in Redis, and a ticket costs no round trips of its own.
        """
        taken = [job_id.decode() for job_id in job_ids[: self.max_jobs - self.job_counter]]
        if not taken:
            return
        keys = [job_key_prefix + job_id for job_id in taken]
        async with self.pool.pipeline(transaction=True) as pipe:
            pipe.mget(keys)
            pipe.zrem(self.queue_name, *taken)
            pipe.delete(*keys)
            contents, *_ = await pipe.execute()
        for job_id, content in zip(taken, contents, strict=True):
            self._start(job_id, content)

    def _start(self, job_id: str, content: bytes | None) -> None:
        self.job_counter += 1
        self.tasks[job_id] = task = self.loop.create_task(self._run(job_id, content))
        task.add_done_callback(self._free_slot)

    def _free_slot(self, _task: asyncio.Task[None]) -> None:
        self.job_counter -= 1

    async def _run(self, job_id: str, content: bytes | None) -> None:
        """Run the function that the ticket names with the arguments it carries."""
        try:
            name, arguments, *_ = deserialize_job_raw(content or b"", deserializer=self.job_deserializer)
            function = self.functions[name].coroutine
        except (SerializationError, KeyError) as error:
            log.warning("ticket_unreadable", ticket=job_id, error=str(error))
            return
        await function({}, *arguments)

    async def drain(self, grace_seconds: float) -> None:
        """Take no more tickets; let running ones end within the grace, then cancel them: that gives jobs back."""
        self.allow_pick_jobs = False
        await self._wait(grace_seconds)
        for task in self.tasks.values():
            task.cancel()
        await self._wait(GIVING_BACK_SECONDS)

    async def _wait(self, seconds: float) -> None:
        running = [task for task in self.tasks.values() if not task.done()]
        if running:
            await asyncio.wait(running, timeout=seconds)
