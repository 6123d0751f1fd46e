"""Pausing a schedule and going on. What falls into a pause is neither run nor counted as missed."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.errors import NotFound
from domain.schedules.catch_up import next_after
from domain.tables import Schedule as Row
from domain.work.transaction import transaction

_LOCK = "SELECT name, time_zone, paused_at FROM schedule WHERE id = {} FOR UPDATE"
# The row itself, and those of its events if it is the one for all of them.
_RESUMED = """
SELECT id, cron, time_zone FROM schedule
WHERE (id = {} OR {}::text IS NOT NULL AND name = {} AND event_id IS NOT NULL) AND next_at <= {}
ORDER BY id FOR UPDATE
"""


async def pause(schedule_id: UUID, now: datetime) -> None:
    """Let nothing of it happen until it is resumed; a row for all events pauses all of theirs. Idempotent.

    Raises: `NotFound`.
    """
    async with transaction():
        await _lock(schedule_id)
        await Row.raw("UPDATE schedule SET paused_at = coalesce(paused_at, {}) WHERE id = {}", now, schedule_id)


async def resume(schedule_id: UUID, now: datetime) -> None:
    """Let it go on with the first occurrence after `now`. Idempotent.

    Raises: `NotFound`.
    """
    async with transaction():
        row = await _lock(schedule_id)
        if row["paused_at"] is None:
            return
        await Row.raw("UPDATE schedule SET paused_at = NULL WHERE id = {}", schedule_id)
        name_of_all = row["name"] if row["time_zone"] is None else None
        for resumed in await Row.raw(_RESUMED, schedule_id, name_of_all, name_of_all, now):
            following = next_after(resumed["cron"], ZoneInfo(resumed["time_zone"]), now)
            await Row.raw("UPDATE schedule SET next_at = {} WHERE id = {}", following, resumed["id"])


async def _lock(schedule_id: UUID) -> dict[str, Any]:
    rows = await Row.raw(_LOCK, schedule_id)
    if not rows:
        raise NotFound("There is no such schedule.")
    row: dict[str, Any] = rows[0]
    return row


async def paused_since(schedule_id: UUID) -> datetime | None:
    """Since when the row itself is paused. Within a transaction it stays so until the end of that.

    Raises: `NotFound`.
    """
    since: datetime | None = (await _lock(schedule_id))["paused_at"]
    return since
