"""How far the latest replays are, and what became of them: for who watches."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.tables import Replay
from domain.work.states import State

MOST_LISTED = 20

# Those that go on come first, however many began after them.
_REPLAYS = """
SELECT replay.id, actor_name, reason, per_second, total, reached, replayed, newer_waits, too_late, replay.created_at,
  replay.finished_at, job.state AS job_state, queue.paused_at IS NOT NULL AS is_paused
FROM replay JOIN audit_entry ON audit_entry.id = entry_id LEFT JOIN job ON job.id = replay.id
  LEFT JOIN queue ON queue.name = job.queue
WHERE {condition} ORDER BY (replay.finished_at IS NULL) DESC, replay.id DESC LIMIT {limit}
"""


class ReplayLine(Struct, frozen=True, kw_only=True):
    """One replay; `id` is that of its job, and `job_state` None once that is gone. `is_paused` is of its queue."""

    id: UUID
    actor_name: str
    reason: str | None
    per_second: int
    total: int
    reached: int
    replayed: int
    newer_waits: int
    too_late: int
    created_at: datetime
    finished_at: datetime | None
    job_state: State | None
    is_paused: bool

    @property
    def goes_on(self) -> bool:
        return self.finished_at is None and self.job_state not in (None, State.DEAD, State.CANCELLED)


async def list_replays() -> tuple[ReplayLine, ...]:
    """The latest, those that go on first; one query."""
    rows = await Replay.raw(_REPLAYS.format(condition="true", limit=MOST_LISTED))
    return tuple([_line(row) for row in rows])


async def find_replay(job_id: UUID) -> ReplayLine | None:
    """The replay that a job does; None for any other job."""
    rows = await Replay.raw(_REPLAYS.format(condition="replay.id = {}", limit=1), job_id)
    return _line(rows[0]) if rows else None


def _line(row: dict[str, Any]) -> ReplayLine:
    return ReplayLine(**{**row, "job_state": State(row["job_state"]) if row["job_state"] else None})
