"""Pause a queue: its jobs wait, and those that run end as ever."""

from datetime import datetime

from domain.ids import uuid7
from domain.tables import Queue

_PAUSE = """
INSERT INTO queue (id, name, paused_at) VALUES ({}, {}, now())
ON CONFLICT (name) DO UPDATE SET paused_at = coalesce(queue.paused_at, excluded.paused_at)
"""


async def pause_queue(name: str) -> None:
    """Let no relay pass on anything of it. Idempotent; the time of the first pause is kept."""
    await Queue.raw(_PAUSE, uuid7(), name)


async def resume_queue(name: str) -> None:
    """Let it go on. Idempotent."""
    await Queue.raw("UPDATE queue SET paused_at = NULL WHERE name = {}", name)


async def paused_since(name: str) -> datetime | None:
    """Since when it is paused, None if it is not. Within a transaction it stays so until the end of that."""
    rows = await Queue.raw("SELECT paused_at FROM queue WHERE name = {} FOR UPDATE", name)
    since: datetime | None = rows[0]["paused_at"] if rows else None
    return since
