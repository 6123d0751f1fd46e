"""Reminders of sessions that are about to begin."""

from domain.clock import utc_now
from domain.notifications import reminders
from domain.work.works import WriteReminders
from jobs.declare import Counts, JobContext, job


@job(WriteReminders)
async def write_reminders(_work: WriteReminders, _context: JobContext) -> Counts:
    """Note who is to be told that a session they saved is about to begin."""
    return {"reminders": await reminders.write_reminders(utc_now())}
