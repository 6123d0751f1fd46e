"""`./hallway demo --once`: waits for the first recommendations of every event, and says in figures what they are."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import msgspec
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from domain.programme.import_report import ImportReport
from domain.recommendations.coverage import Coverage, SourceCoverage, measure_coverage
from domain.tables import Event, Job
from local.database_pool import open_pool
from local.model_summary import summarize_calls
from local.refusal import Refused

LOOK_SECONDS = 0.5
PATIENCE_SECONDS = 120.0
SOURCES = {"hybrid": "the hybrid algorithm", "llm": "the model"}

JOBS = """
SELECT count(*) FILTER (WHERE state IN ('scheduled', 'dispatched', 'running')) AS open,
  count(*) FILTER (WHERE state = 'succeeded') AS done, count(*) FILTER (WHERE state = 'dead') AS dead FROM job
"""
EVENTS = """
SELECT id, slug, name,
  (SELECT count(*) FROM session WHERE event_id = event.id AND status = 'scheduled') AS sessions,
  (SELECT report FROM schedule_import WHERE event_id = event.id AND finished_at IS NOT NULL
   ORDER BY id DESC LIMIT 1) AS report
FROM event ORDER BY created_at
"""


class JobCounts(msgspec.Struct, frozen=True):
    """How many jobs are still to be done, have succeeded, and were given up."""

    open: int
    done: int
    dead: int


def summarize_first_recommendations() -> list[str]:
    """Wait until no job is open, then describe each event; lines for the terminal.

    Raises: Refused if the jobs stand still, or an event's attendees are left without recommendations.
    """
    return asyncio.run(_summarize())


async def _summarize() -> list[str]:
    async with open_pool():
        jobs = await wait_until_done()
        lines = [line for event in await Event.raw(EVENTS) for line in await describe(event)]
        calls = await summarize_calls()
    return ["", *lines, f"Jobs: {jobs.done} done, {jobs.dead} given up.", *calls]


async def wait_until_done() -> JobCounts:
    with progress_bar() as bar:
        task = bar.add_task("Jobs")
        last, moved_at = JobCounts(-1, -1, -1), time.monotonic()
        while (counts := await count_jobs()).open:
            if counts != last:
                last, moved_at = counts, time.monotonic()
            if time.monotonic() - moved_at > PATIENCE_SECONDS:
                raise Refused(f"No job ended in {PATIENCE_SECONDS:.0f} seconds ({counts.open} are open): see the logs.")
            bar.update(task, completed=counts.done + counts.dead, total=counts.open + counts.done + counts.dead)
            await asyncio.sleep(LOOK_SECONDS)
        bar.update(task, completed=counts.done + counts.dead, total=counts.done + counts.dead)
    return counts


def progress_bar() -> Progress:
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


async def count_jobs() -> JobCounts:
    [row] = await Job.raw(JOBS)
    return msgspec.convert(row, JobCounts)


async def describe(event: dict[str, Any]) -> list[str]:
    coverage = await measure_coverage(event["id"])
    if coverage.attendees and not coverage.with_one:
        raise Refused(f"No attendee of {event['name']} has a recommendation: see the logs and /admin/jobs.")
    return list(event_lines(event, coverage))


def event_lines(event: dict[str, Any], coverage: Coverage) -> Iterator[str]:
    yield f"{event['name']} ({event['slug']})"
    yield f"  sessions       {event['sessions']}{taken(event['report'])}"
    yield f"  attendees      {coverage.attendees}"
    yield f"  at least one   {share(coverage.with_one, coverage.attendees)}"
    yield f"  at least ten   {share(coverage.with_ten, coverage.attendees)}"
    yield f"  with speakers  {share(coverage.with_speaker, coverage.attendees)}"
    yield f"  with people    {share(coverage.with_person, coverage.attendees)}"
    for source in coverage.sources:
        yield f"  {source_line(source)}"


def source_line(source: SourceCoverage) -> str:
    low, middle, high = source.quartiles
    return (
        f"from {SOURCES.get(source.source, source.source)}: {source.entries} for {source.attendees} attendees, "
        f"scores' quartiles {low} · {middle} · {high}"
    )


def share(part: int, whole: int) -> str:
    return f"{part} attendees ({part / whole:.0%})" if whole else f"{part} attendees"


def taken(report: str | None) -> str:
    """How many of the file's rows became sessions; nothing for an event that was not imported."""
    if report is None:
        return ""
    read = msgspec.json.decode(report, type=ImportReport)
    return f" (taken {read.taken} of {read.rows} in the schedule)"
