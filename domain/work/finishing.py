"""A job's effect and its end in one transaction: both or none, so that an effect needs no unique key."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from domain.errors import DomainError
from domain.work.ending import succeeded
from domain.work.progress import running_job
from domain.work.transaction import transaction
from domain.work.transitions import end_attempts


class LostJob(DomainError):
    """The job was rescued or ended meanwhile: whoever runs it now writes its effect."""

    permanent = False


@asynccontextmanager
async def finishing_transaction(counts: dict[str, int] | None = None) -> AsyncIterator[dict[str, int]]:
    """Write the effect of the job that runs here; the job succeeds in the same transaction, with the counts given.

    Counts known only inside may be added to the yielded dict. After the block the job has ended: what it returns or
    raises from then on changes nothing. Keep the block short, and let no other task write in it.

    Raises: `LostJob` if the job is no longer held, and then nothing was written; `LookupError` outside of a job.
    """
    job, found = running_job(), dict(counts or {})
    async with transaction():
        yield found
        # Last, for it locks the job's row: the lease cannot be renewed from here to the commit.
        [has_ended] = await end_attempts(job.worker, [(job, succeeded(msgspec.json.encode(found).decode()))])
        if not has_ended:
            raise LostJob("The job is no longer this worker's.")
