"""Hands a schedule in and watches its import to the end; runs a worker itself where none does."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from uuid import UUID

import msgspec
import structlog
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from domain.programme.report import describe, read_import
from domain.programme.submit import submit_schedule
from domain.settings import load_settings
from domain.tables import Job, Worker
from domain.work.states import TERMINAL, State
from local.database_pool import open_pool
from local.migration import migrate_silently
from local.refusal import Refused

LOOK_SECONDS = 0.1

BULK_WORKER_LIVES = """
SELECT EXISTS (SELECT FROM worker WHERE 'bulk' = ANY (queues) AND stopped_at IS NULL
               AND heartbeat_at > now() - interval '30 seconds') AS lives
"""
JOB = "SELECT state, progress_done AS done, progress_total AS total, error FROM job WHERE id = {}"


@dataclass(frozen=True)
class ImportRequest:
    """A schedule and the event it goes to; `may_others_work` is false where the database is this command's alone."""

    content: bytes
    filename: str
    event_slug: str
    create: bool
    time_zone: str | None
    may_others_work: bool


class Glance(msgspec.Struct, frozen=True):
    """A job at one moment; `total` is unknown before it has looked at its work."""

    state: State
    done: int
    total: int | None
    error: str | None


def run_import(request: ImportRequest) -> list[str]:
    """Import to the end, showing a bar; the report's lines.

    Raises: Refused if the job failed; `DomainError` if the schedule is refused, with nothing stored.
    """
    return asyncio.run(_run_import(request))


async def _run_import(request: ImportRequest) -> list[str]:
    await migrate_silently()
    async with open_pool():
        submitted = await submit_schedule(
            request.content, request.filename, request.event_slug, create=request.create, time_zone=request.time_zone
        )
        ended = await follow_to_end(submitted.job_id, may_others_work=request.may_others_work)
        report = await read_import(submitted.import_id)
    if report is None:
        raise Refused(f"The import ended {ended.state.value}: {ended.error or 'without a reason'}")
    return describe(report)


async def bulk_worker_lives() -> bool:
    """Whether a worker of imports has shown itself within half a minute."""
    [row] = await Worker.raw(BULK_WORKER_LIVES)
    return bool(row["lives"])


async def follow_to_end(job_id: UUID, *, may_others_work: bool) -> Glance:
    """Show a bar until the job has ended, done by a worker that lives or by one in this process."""
    if may_others_work and await bulk_worker_lives():
        return await show_bar(job_id)
    from jobs.worker import run_until_job_ends

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(run_until_job_ends(load_settings(), job_id))
        shown = tasks.create_task(show_bar(job_id))
    return shown.result()


async def show_bar(job_id: UUID) -> Glance:
    with Progress(TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()) as bar:
        task = bar.add_task("import", total=None)
        while (glance := await look(job_id)).state not in TERMINAL:
            bar.update(task, completed=glance.done, total=glance.total)
            await asyncio.sleep(LOOK_SECONDS)
        bar.update(task, completed=glance.done, total=glance.total)
    return glance


async def look(job_id: UUID) -> Glance:
    [row] = await Job.raw(JOB, job_id)
    return msgspec.convert(row, Glance)
