"""What became of each schedule's last occurrence: its job, how that ended and how long it took."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from domain.ids import earliest_uuid7
from domain.tables import ScheduleOccurrence
from domain.work.states import State

# What happened before is known by its time alone; a schedule of each minute has thousands of occurrences.
LOOKED_BACK = timedelta(days=2)

_LAST = """
SELECT last.schedule_id, last.due_at, last.state, last.job_id, job.state AS job_state, job.started_at,
  job.finished_at, job.error
FROM (SELECT DISTINCT ON (schedule_id) schedule_id, due_at, state, job_id FROM schedule_occurrence
      WHERE id >= {} AND job_id IS NOT NULL ORDER BY schedule_id, id DESC) last
LEFT JOIN job ON job.id = last.job_id
"""


class LastRun(Struct, frozen=True, kw_only=True):
    """One schedule's newest occurrence that became a job; `job_state` None: the job was pruned by now.

    `state` is `enqueued` or `by_hand`; several occurrences may share a job that still waited.
    """

    schedule_id: UUID
    due_at: datetime
    state: str
    job_id: UUID
    job_state: State | None
    started_at: datetime | None
    finished_at: datetime | None
    error: str | None

    @property
    def took(self) -> timedelta | None:
        """How long its last attempt ran; None while it runs, or if it never did."""
        return self.finished_at - self.started_at if self.started_at and self.finished_at else None


async def read_last_runs(now: datetime) -> dict[UUID, LastRun]:
    """Of each schedule that became a job within `LOOKED_BACK`; by the schedule's id, in one query."""
    rows = await ScheduleOccurrence.raw(_LAST, earliest_uuid7(now - LOOKED_BACK))
    return {row["schedule_id"]: LastRun(**{**row, "job_state": _state(row["job_state"])}) for row in rows}


def _state(value: str | None) -> State | None:
    return State(value) if value else None
