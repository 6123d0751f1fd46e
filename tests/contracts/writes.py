"""Whether anything was written to any table, and in which transactions, by what PostgreSQL itself notes on each row."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.tables import ALL, Event

_NAMES = [table._meta.tablename for table in ALL]
# `xmin` is the transaction that wrote a row: a row that is added, changed or deleted changes the sum or the number.
_STATE = " UNION ALL ".join(
    f"SELECT '{name}' AS name, count(*) AS rows, coalesce(sum(xmin::text::bigint), 0)::text AS written FROM {name}"
    for name in _NAMES
)
_TRANSACTIONS = " UNION ".join(f"SELECT xmin::text FROM {name}" for name in _NAMES)
_REFUSE = """
CREATE OR REPLACE FUNCTION refuse_by_test() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {body} RETURN NULL; END $$
"""
_WATCH = (
    "CREATE OR REPLACE TRIGGER refuse_by_test AFTER INSERT OR UPDATE OR DELETE ON {name} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_by_test()"
)


async def state_of_tables() -> dict[str, tuple[int, str]]:
    """How many rows each table has, and by whom they were written; one query."""
    return {row["name"]: (row["rows"], row["written"]) for row in await Event.raw(_STATE)}


async def transactions() -> set[str]:
    """Those that wrote the rows that are there."""
    return {row["xmin"] for row in await Event.raw(_TRANSACTIONS)}


@asynccontextmanager
async def nothing_is_written() -> AsyncIterator[None]:
    """Fails if a row of any table came, went or changed meanwhile."""
    before = await state_of_tables()
    yield
    after = await state_of_tables()
    assert {name for name, state in after.items() if state != before[name]} == set()


@asynccontextmanager
async def tables_that_can_refuse() -> AsyncIterator[None]:
    """Where `refused` works. What it adds to the tables is gone afterwards."""
    await Event.raw(_REFUSE.format(body=""))
    for name in _NAMES:
        await Event.raw(_WATCH.format(name=name))
    yield
    await Event.raw("DROP FUNCTION refuse_by_test CASCADE")


@asynccontextmanager
async def refused(condition: str) -> AsyncIterator[None]:
    """Let the database refuse to write rows of tables where `condition` holds of `TG_TABLE_NAME`."""
    await Event.raw(_REFUSE.format(body=f"IF {condition} THEN RAISE EXCEPTION 'refused by a test'; END IF;"))
    yield
    await Event.raw(_REFUSE.format(body=""))
