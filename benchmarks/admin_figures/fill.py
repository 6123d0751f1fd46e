"""Fill the database: what people did over some weeks, and what workers made of it."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from benchmarks.admin_figures import failures, kinds, ledger_statements, world_statements
from benchmarks.admin_figures.size import Size
from domain.clock import utc_now
from domain.model.statistics_rollup import MODEL_CALLS
from domain.piccolo_conf import DB
from domain.schedules.sync import sync_schedules
from domain.tables import ALL, Event, Job
from domain.work.statistics.rollup import ATTEMPTS, begin_anew, roll_up
from jobs.worker import SCHEDULES

SLOWEST_SECONDS = 600


async def empty() -> None:
    """Take out whatever is there."""
    await Event.raw(f"TRUNCATE {', '.join(table._meta.tablename for table in ALL)} CASCADE")


async def fill(size: Size) -> float:
    """Seconds that it took. What the planner knows, and the counts for charts, are brought up to date at the end."""
    began = time.perf_counter()
    async with patience():
        await empty()
        for statement in world_statements.world(size):
            await Event.raw(statement)
        await sync_schedules(SCHEDULES, utc_now())
        for statement, values in _ledger(size):
            await Job.raw(statement, *values)
        for statement in world_statements.records(size):
            await Event.raw(statement)
        await _settle()
    return time.perf_counter() - began


@asynccontextmanager
async def patience() -> AsyncIterator[None]:
    """A pool of our own, whose queries may take long."""
    await DB.start_connection_pool(min_size=0, max_size=2, command_timeout=SLOWEST_SECONDS)
    try:
        yield
    finally:
        await DB.close_connection_pool()


def _ledger(size: Size) -> Iterator[tuple[str, tuple[str, ...]]]:
    drawn = kinds.as_json(), failures.as_json()
    yield ledger_statements.ended(size), drawn
    yield ledger_statements.waiting(size), drawn
    yield ledger_statements.held(size), drawn
    yield ledger_statements.NIGHTS, ()
    yield ledger_statements.CHILDREN, ()
    yield "ANALYZE job", ()
    yield ledger_statements.ATTEMPTS, (failures.as_json(),)
    yield ledger_statements.CRASHED, ()


async def _settle() -> None:
    """As autovacuum leaves it, which comes after every few thousand jobs."""
    await Job.raw("VACUUM (ANALYZE)")
    await begin_anew()
    await roll_up(ATTEMPTS, utc_now())
    await roll_up(MODEL_CALLS, utc_now())
    await Job.raw("VACUUM (ANALYZE) attempt_statistic, event_statistic, model_statistic")
