"""The site over its real database and Valkey, and visitors who come to it without a browser.

Imported before the servers' addresses are known, so whatever reads the settings is imported in the fixtures.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

import pytest
from litestar import Litestar

from domain.settings import Settings, load_settings

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.web.visitor import Visitor


@pytest.fixture
def settings() -> Settings:
    return load_settings()


@pytest.fixture
async def site(settings: Settings, database: None) -> AsyncIterator[Litestar]:
    """The whole site, with nothing left of other tests' requests."""
    from web.app import create_site

    site = create_site(settings)
    await site.state.redis.flushdb()
    yield site
    await site.state.redis.aclose()


@pytest.fixture
async def visit(site: Litestar, settings: Settings) -> AsyncIterator[Callable[[], Visitor]]:
    """Makes visitors, each with cookies of their own."""
    from tests.web.visitor import Visitor
    from web.request_log import RequestLog

    visitors: list[Visitor] = []

    def new_visitor() -> Visitor:
        visitors.append(Visitor(RequestLog(site), settings))
        return visitors[-1]

    yield new_visitor
    for each in visitors:
        await each.client.aclose()


@pytest.fixture
def visitor(visit: Callable[[], Visitor]) -> Visitor:
    return visit()


@pytest.fixture
async def cast(site: Litestar) -> Cast:
    from tests.cast import gather

    return await gather()
