"""What administrators changed; and the replays of many jobs that they asked for."""

from piccolo.columns import JSONB, UUID, Array, Integer, Text
from piccolo.constraints import Check
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, moment, primary_key


class AuditEntry(Table, tablename="audit_entry"):
    """One change: who, when, what, how many and why. The database refuses to change or delete a row.

    It refers to nothing, so that it stays when what it speaks of goes; `job_ids` are the jobs that were changed.
    """

    id = primary_key()
    actor_id = UUID(default=None, null=True)
    actor_name = Text()
    action = Text()
    target_kind = Text()
    target_id = Text(default=None, null=True)
    affected = Integer(default=1)
    reason = Text(default=None, null=True)
    selection = JSONB(default=None, null=True)
    before = JSONB(default=None, null=True)
    after = JSONB(default=None, null=True)
    job_ids = Array(UUID(), default=list)
    request_id = Text(default=None, null=True)
    created_at = created_at()


class Replay(Table, tablename="replay"):
    """A replay of the jobs that its audit entry lists, some each second; the first `reached` of them are decided on."""

    id = primary_key()
    entry_id = belongs_to(AuditEntry)
    cut_off = moment()
    per_second = Integer()
    total = Integer()
    reached = Integer(default=0)
    replayed = Integer(default=0)
    newer_waits = Integer(default=0)
    too_late = Integer(default=0)
    created_at = created_at()
    finished_at = moment(null=True)

    bounded = Check("reached BETWEEN 0 AND total AND per_second > 0")
