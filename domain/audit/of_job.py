"""What people did to one job, by itself or among many: for the timeline of its page."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.tables import AuditEntry

MOST_ENTRIES = 50

# A replay lists its jobs when it begins. Through two indexes; the entries of many jobs are not read for their lists.
_OF_JOB = """
SELECT id, actor_id, actor_name, action, affected, reason, created_at FROM audit_entry
WHERE id IN (
  (SELECT id FROM audit_entry WHERE target_kind = 'job' AND target_id = {} ORDER BY id DESC LIMIT {})
  UNION
  (SELECT id FROM audit_entry WHERE job_ids @> ARRAY[{}::uuid] ORDER BY id DESC LIMIT {}))
ORDER BY id DESC LIMIT {}
"""


class JobEntry(Struct, frozen=True, kw_only=True):
    """One thing that was done; `affected` counts the jobs it was done to."""

    id: UUID
    actor_id: UUID | None
    actor_name: str
    action: str
    affected: int
    reason: str | None
    created_at: datetime


async def list_entries_of_job(job_id: UUID) -> tuple[JobEntry, ...]:
    """Newest first; one query."""
    rows = await AuditEntry.raw(_OF_JOB, str(job_id), MOST_ENTRIES, job_id, MOST_ENTRIES, MOST_ENTRIES)
    return tuple([JobEntry(**row) for row in rows])
