"""Adds a real schedule to the demo as an event of its own, with attendees who draw their interests from it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from domain.programme.import_report import ImportReport
from domain.programme.report import describe, read_import
from domain.programme.safe_file import read_schedule_file
from domain.programme.submit import SubmittedImport, submit_schedule
from domain.tables import Event
from domain.work.transaction import transaction
from local.demo.event_slug import slug_of_schedule
from local.demo.schedule_attendees import add_attendees
from local.demo.write import ask_for_recommendations, set_clock
from local.import_run import follow_to_end
from local.refusal import Refused

# Returns when the job has ended, however it ended.
WaitForJob = Callable[[UUID], Awaitable[object]]


@dataclass(frozen=True)
class AddedEvent:
    """An event of the demo that came from a schedule."""

    event_id: UUID
    slug: str
    name: str
    report: ImportReport
    attendees: int

    def __str__(self) -> str:
        lines = [f"{self.name} ({self.slug}): {self.attendees} attendees.", *describe(self.report)]
        return "\n  ".join(lines)


async def work_until_ended(job_id: UUID) -> object:
    """Nobody else works yet while the demo is being prepared, so this process does."""
    return await follow_to_end(job_id, may_others_work=False)


async def add_schedule_event(path: Path, now: datetime, wait: WaitForJob = work_until_ended) -> AddedEvent:
    """Import the schedule, register attendees, make day two of it today, and ask for recommendations.

    A second time the import takes only what has changed, and the attendees are kept.
    Raises: `InvalidInput` if the file is no schedule; `Refused` if its import failed.
    """
    content = read_schedule_file(path)
    slug = slug_of_schedule(path.name, content)
    submitted = await submit_schedule(content, path.name, slug, create=True)
    await wait(submitted.job_id)
    report = await _read_report(submitted, path)
    async with transaction():
        attendees = await add_attendees(submitted.event_id, slug)
        await set_clock(submitted.event_id, now)
        await ask_for_recommendations(submitted.event_id, now)
    return AddedEvent(submitted.event_id, slug, await _read_name(submitted.event_id), report, attendees)


async def _read_report(submitted: SubmittedImport, path: Path) -> ImportReport:
    report = await read_import(submitted.import_id)
    if report is None:
        raise Refused(f"The import of {path} did not end well; its job is {submitted.job_id}.")
    return report


async def _read_name(event_id: UUID) -> str:
    [event] = await Event.select(Event.name).where(Event.id == event_id)
    name: str = event["name"]
    return name
