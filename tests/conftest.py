"""What every test may use: real servers, an empty database, and the cast."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import pytest
import structlog

from local.servers import start_temporary_servers

_servers = ExitStack()
SECRET_KEY = "the tests' own key, of more than 32 characters"


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before anything of `domain` is imported, for its settings are read once."""
    servers = _servers.enter_context(start_temporary_servers())
    os.environ |= {
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "HALLWAY_SECRET_KEY": SECRET_KEY,
        "HALLWAY_DEMO": "true",
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers."""
    _servers.close()


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """What a test configures of the logs ends with it."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def migrated() -> None:
    """The tables, made once by the real migrations."""
    import asyncio

    from domain.migrate import migrate

    asyncio.run(migrate())


@pytest.fixture
async def database(migrated: None) -> AsyncIterator[None]:
    """An empty database and an open pool."""
    from domain.piccolo_conf import DB
    from domain.tables import ALL, Event

    await DB.start_connection_pool()
    try:
        yield
        await Event.raw(f"TRUNCATE {', '.join(table._meta.tablename for table in ALL)} CASCADE")
    finally:
        await DB.close_connection_pool()
