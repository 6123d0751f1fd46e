"""How many queries something takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from piccolo.engine.postgres import PostgresEngine
from piccolo.querystring import QueryString


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The SQL of each query that Piccolo's engine runs inside the block, but for pokes: they come when they like."""
    run, seen = PostgresEngine.run_querystring, list[str]()

    async def counting(engine: PostgresEngine, querystring: QueryString, in_pool: bool = True) -> Any:
        sql = querystring.compile_string()[0]
        if "pg_notify" not in sql:
            seen.append(sql)
        return await run(engine, querystring, in_pool)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PostgresEngine, "run_querystring", counting)
        yield seen
