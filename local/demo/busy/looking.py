"""Waiting for something to appear in the database that other processes write."""

from __future__ import annotations

import asyncio
from typing import Any

from domain.tables import Job

LOOK_SECONDS = 0.4


async def wait_for_rows(query: str, *arguments: Any) -> list[dict[str, Any]]:
    """Ask again and again until there is a row; wrap it in a timeout where there may never be one."""
    while True:
        rows: list[dict[str, Any]] = await Job.raw(query, *arguments)
        if rows:
            return rows
        await asyncio.sleep(LOOK_SECONDS)
