"""What every test may use: real servers, an empty database, and the cast."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

import pytest
import structlog

from local.servers import start_temporary_servers
from tests.model_server import model_server, running_model_server

__all__ = ["model_server", "running_model_server"]

_servers = ExitStack()
SECRET_KEY = "the tests' own key, of more than 32 characters"
# nothing listens there: a client of Claude that was not given the tests' own server fails at once, and spends nothing
NOWHERE = "http://127.0.0.1:9"
# Less than pytest's own: that cannot end a coroutine, and all tests after it would wait for it.
LONGEST_SECONDS = 150.0


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before anything of `domain` is imported, for its settings are read once.

    Where several processes run the tests, each has servers of its own, and who only hands out the tests needs none.
    """
    if config.getoption("numprocesses") and not hasattr(config, "workerinput"):
        return
    servers = _servers.enter_context(start_temporary_servers())
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        del os.environ[name]
    os.environ |= {
        "ANTHROPIC_BASE_URL": NOWHERE,
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "HALLWAY_SECRET_KEY": SECRET_KEY,
        "HALLWAY_DEMO": "true",
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers."""
    _servers.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each asynchronous test a longest time."""
    for item in items:
        test = getattr(item, "obj", None)
        if iscoroutinefunction(test) and not hasattr(test, "hypothesis"):
            item.obj = _limited(test)  # type: ignore[attr-defined]


def _limited(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    @wraps(test)
    async def limited(**arguments: Any) -> None:
        async with asyncio.timeout(LONGEST_SECONDS):
            await test(**arguments)

    return limited


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
