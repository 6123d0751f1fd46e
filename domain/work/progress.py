"""How far a running job is, for those who watch."""

from contextvars import ContextVar

from domain.piccolo_conf import DB
from domain.work.transitions import HeldJob

current_job: ContextVar[HeldJob | None] = ContextVar("current_job", default=None)


def running_job() -> HeldJob:
    """The job that runs here.

    Raises: `LookupError` outside of one.
    """
    job = current_job.get()
    if job is None:
        raise LookupError("no job runs here")
    return job


async def report_progress(done: int, total: int) -> None:
    """Show `done` of `total` steps of the job that runs here; outside of a job, nothing.

    It is written on a connection of its own, so that a job's open transaction does not hide it.
    """
    job = current_job.get()
    if job is None or DB.pool is None:
        return
    await DB.pool.execute(
        "UPDATE job SET progress_done = $1, progress_total = $2 WHERE id = $3 AND dispatch_no = $4 AND worker = $5",
        done,
        total,
        job.id,
        job.dispatch_no,
        job.worker,
    )
