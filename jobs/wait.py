"""Wait for a job's end."""

import asyncio
from uuid import UUID

from domain.tables import Job
from domain.work.states import TERMINAL, State

POLL_SECONDS = 0.2


async def wait_for_end(job_id: UUID) -> State:
    """The terminal state it reaches."""
    while True:
        [row] = await Job.raw("SELECT state FROM job WHERE id = {}", job_id)
        if row["state"] in TERMINAL:
            return State(row["state"])
        await asyncio.sleep(POLL_SECONDS)
