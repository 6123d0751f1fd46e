"""The schedules' loop, in every worker: what is declared goes into the table, and what is due becomes jobs."""

import asyncio
from collections.abc import Sequence
from typing import NoReturn

from domain.schedules.declaration import Schedule
from domain.schedules.sync import sync_schedules
from domain.schedules.tick import read_ledger_clock, tick
from jobs.loops import attempt

LOOK_SECONDS = 1.0
# So often events that became active or rest are looked for.
LOOKS_PER_SYNC = 60


async def run_schedules(schedules: Sequence[Schedule]) -> NoReturn:
    """Look every second for what is due, by the database's clock."""
    names = [schedule.name for schedule in schedules]

    async def sync() -> None:
        await sync_schedules(schedules, await read_ledger_clock())

    async def look() -> int:
        return await tick(names, await read_ledger_clock())

    while True:
        await attempt("schedules", sync)
        for _ in range(LOOKS_PER_SYNC):
            while await attempt("schedules", look):
                pass
            await asyncio.sleep(LOOK_SECONDS)
