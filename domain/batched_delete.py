"""Deleting many rows in batches, so that no statement holds many locks for long."""

from piccolo.table import Table

BATCH = 5_000
# What is left after so many is deleted the next time.
MOST_BATCHES = 200


async def delete_in_batches(table: type[Table], condition: str, *values: object) -> int:
    """Delete the rows that fulfil an SQL condition with `{}` for each value; how many. Skips rows that others hold."""
    deleted = 0
    for _ in range(MOST_BATCHES):
        [row] = await table.raw(_statement(table._meta.tablename, condition), *values, BATCH)
        deleted += row["deleted"]
        if row["deleted"] < BATCH:
            break
    return deleted


def _statement(name: str, condition: str) -> str:
    return f"""
WITH old AS MATERIALIZED (
  SELECT id FROM {name} WHERE {condition} ORDER BY id LIMIT {{}} FOR UPDATE SKIP LOCKED),
gone AS (DELETE FROM {name} USING old WHERE {name}.id = old.id RETURNING 1)
SELECT count(*) AS deleted FROM gone
"""  # noqa: S608  # the table's own name, and a condition written in the code
