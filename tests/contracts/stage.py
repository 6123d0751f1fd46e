"""The site and the cast, set up once for many tests that only look."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from litestar import Litestar

from domain.piccolo_conf import DB
from domain.settings import Settings
from domain.tables import ALL, Event
from tests.cast import Cast, gather, make_person
from tests.web.visitor import Visitor
from web.app import create_site, wrap


@dataclass(frozen=True)
class Stage:
    """What is set up; `reader` is an administrator who may only look."""

    site: Litestar
    settings: Settings
    cast: Cast
    reader: UUID

    @asynccontextmanager
    async def visitor(self) -> AsyncIterator[Visitor]:
        """Somebody without cookies, of whose address Valkey knows nothing yet."""
        await self.site.state.redis.flushdb()
        visitor = Visitor(wrap(self.site), self.settings)
        yield visitor
        await visitor.client.aclose()


@asynccontextmanager
async def set_up(settings: Settings) -> AsyncIterator[Stage]:
    """The stage over an open pool; afterwards the database is empty."""
    await DB.start_connection_pool()
    site = create_site(settings)
    try:
        cast = await gather()
        reader = await make_person("Rita Lindqvist", "rita@demo.example", None, None, admin="read")
        yield Stage(site, settings, cast, reader)
    finally:
        await Event.raw(f"TRUNCATE {', '.join(table._meta.tablename for table in ALL)} CASCADE")
        await site.state.redis.aclose()
        await DB.close_connection_pool()
