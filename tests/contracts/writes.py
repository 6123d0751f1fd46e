"""Whether anything was written to any table, by what PostgreSQL itself notes on each row."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.tables import ALL, Event

# `xmin` is the transaction that wrote a row: a row that is added, changed or deleted changes the sum or the number.
_STATE = " UNION ALL ".join(
    f"SELECT '{table._meta.tablename}' AS name, count(*) AS rows, "  # only constants
    f"coalesce(sum(xmin::text::bigint), 0)::text AS written FROM {table._meta.tablename}"
    for table in ALL
)


async def state_of_tables() -> dict[str, tuple[int, str]]:
    """How many rows each table has, and by whom they were written; one query."""
    return {row["name"]: (row["rows"], row["written"]) for row in await Event.raw(_STATE)}


@asynccontextmanager
async def nothing_is_written() -> AsyncIterator[None]:
    """Fails if a row of any table came, went or changed meanwhile."""
    before = await state_of_tables()
    yield
    after = await state_of_tables()
    assert {name for name, state in after.items() if state != before[name]} == set()
