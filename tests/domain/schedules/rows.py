"""Rows of the table of schedules, for tests."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from domain.tables import Job, ScheduleOccurrence
from domain.tables import Schedule as Row

# A Wednesday, long after midnight in Bergen.
NOW = datetime(2026, 11, 18, 9, 5, tzinfo=UTC)
TWO_AT_NIGHT = datetime(2026, 11, 18, 1, tzinfo=UTC)


async def add(**fields: Any) -> UUID:
    """A schedule of each night in Bergen, which was due at two."""
    row = Row(
        **{
            "name": "nightly",
            "work": "RefreshEvent",
            "cron": "0 2 * * *",
            "time_zone": "Europe/Oslo",
            "catch_up": "latest",
            "next_at": TWO_AT_NIGHT,
            **fields,
        }
    )
    await row.save()
    return row.id


async def read(schedule_id: UUID) -> Row:
    row = await Row.objects().get(Row.id == schedule_id)
    assert row is not None
    return row


async def noted(schedule_id: UUID) -> list[tuple[str, str]]:
    """Name and state of each occurrence, in their order."""
    rows = (
        await ScheduleOccurrence.select()
        .where(ScheduleOccurrence.schedule_id == schedule_id)
        .order_by(ScheduleOccurrence.due_at)
    )
    return [(row["local_time"], row["state"]) for row in rows]


async def jobs() -> list[tuple[str, str]]:
    """Name and arguments of each job, in the order in which they were asked for."""
    return [(row["name"], row["arguments"]) for row in await Job.select().order_by(Job.id)]
