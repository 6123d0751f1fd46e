"""The record of occurrences: what was due, and the job it became. Its unique rows are what makes each happen once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.ids import uuid7
from domain.tables import ScheduleOccurrence

ENQUEUED, MISSED, BY_HAND = "enqueued", "missed", "by_hand"


@dataclass(frozen=True)
class Noted:
    """One occurrence by its name within its schedule, and its job if it was not missed."""

    local_time: str
    due_at: datetime
    state: str
    job_id: UUID | None = None


async def list_known(schedule_id: UUID, local_times: Sequence[str]) -> set[str]:
    """Those of them that were decided on already."""
    rows = await ScheduleOccurrence.raw(
        "SELECT local_time FROM schedule_occurrence WHERE schedule_id = {} AND local_time = ANY({})",
        schedule_id,
        list(local_times),
    )
    return {row["local_time"] for row in rows}


async def note(schedule_id: UUID, occurrences: Sequence[Noted]) -> None:
    """Write them down. In a transaction with their jobs: it fails, and they with it, if one is there already."""
    if not occurrences:
        return
    await ScheduleOccurrence.raw(
        "INSERT INTO schedule_occurrence (id, schedule_id, local_time, due_at, state, job_id) "
        "SELECT id, {}, local_time, due_at, state, job_id "
        "FROM unnest({}::uuid[], {}::text[], {}::timestamptz[], {}::text[], {}::uuid[]) "
        "AS new (id, local_time, due_at, state, job_id)",
        schedule_id,
        [uuid7() for _ in occurrences],
        [occurrence.local_time for occurrence in occurrences],
        [occurrence.due_at for occurrence in occurrences],
        [occurrence.state for occurrence in occurrences],
        [occurrence.job_id for occurrence in occurrences],
    )
