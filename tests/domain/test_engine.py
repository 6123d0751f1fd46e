"""What a lost connection leaves behind: nothing."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from domain.engine import DATABASE_AWAY
from domain.piccolo_conf import DB
from domain.tables import Job


@pytest.fixture
async def only_connection(migrated: None) -> AsyncIterator[None]:
    """A pool of one connection, which would soon be missed."""
    await DB.start_connection_pool(min_size=0, max_size=1)
    yield
    await DB.close_connection_pool()


async def cut(backend: int) -> None:
    """End the server's side of a connection, as a crash of the server would."""
    connection = await DB.get_new_connection()
    try:
        await connection.execute("SELECT pg_terminate_backend($1, 5000)", backend)
    finally:
        await connection.close()


async def backend() -> int:
    async with asyncio.timeout(5):  # a connection that was kept is waited for in vain
        [row] = await Job.raw("SELECT pg_backend_pid() AS pid")
    return int(row["pid"])


async def test_a_commit_that_fails_gives_the_connection_back(only_connection: None) -> None:
    with pytest.raises(DATABASE_AWAY):
        async with DB.transaction():
            await cut(await backend())
    assert not DB.transaction_exists()
    assert await backend()


async def test_an_error_before_a_rollback_that_fails_is_the_one_that_is_seen(only_connection: None) -> None:
    with pytest.raises(ZeroDivisionError):
        async with DB.transaction():
            await cut(await backend())
            raise ZeroDivisionError
    assert not DB.transaction_exists()
    assert await backend()


async def test_a_begin_that_fails_gives_the_connection_back(
    only_connection: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_transaction: object) -> None:
        raise asyncpg.InternalClientError("another operation is in progress")

    with monkeypatch.context() as patched:
        patched.setattr("piccolo.engine.postgres.PostgresTransaction.begin", fail)
        with pytest.raises(asyncpg.InternalClientError):
            async with DB.transaction():
                pass
    assert not DB.transaction_exists()
    assert await backend()


async def test_what_succeeds_is_committed_and_what_fails_is_not(database: None) -> None:
    async with DB.transaction():
        await Job.raw("INSERT INTO queue (id, name) VALUES (gen_random_uuid(), 'kept')")
    with pytest.raises(ZeroDivisionError):
        async with DB.transaction():
            await Job.raw("INSERT INTO queue (id, name) VALUES (gen_random_uuid(), 'undone')")
            raise ZeroDivisionError
    assert [row["name"] for row in await Job.raw("SELECT name FROM queue")] == ["kept"]
