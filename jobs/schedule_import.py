"""Schedule imports."""

from domain.programme import import_schedule as programme
from domain.work.works import ImportSchedule
from jobs.declare import Counts, JobContext, job


@job(ImportSchedule)
async def import_schedule(work: ImportSchedule, _context: JobContext) -> Counts:
    """Read a stored schedule file into its event's programme."""
    report = await programme.import_schedule(work.import_id)
    kinds = ("new", "moved", "updated", "cancelled", "restored", "unchanged")
    return {kind: getattr(report, kind) for kind in kinds} | {"not_taken": len(report.not_taken)}
