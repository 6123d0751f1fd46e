"""A full administrator at the site, in the process of the site: what a page costs, without a network's own moods.

Queries are counted where they leave for PostgreSQL, so that none is forgotten, whoever asks it.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from asyncpg.connection import LoggedQuery
from litestar import Litestar
from msgspec import Struct

from benchmarks.admin_figures.visits import Visit
from domain.clock import utc_now
from domain.people.browser_sessions import open_session
from domain.piccolo_conf import DB
from domain.settings import Settings
from domain.tables import User
from web.admin.live.handlers import Live
from web.app import create_site, wrap
from web.lifespan import QUERY_TIMEOUT_SECONDS
from web.metrics_readings import MetricReadings
from web.security.cookies import cookie_name

ADDRESS = "http://127.0.0.1"
# What the driver says for itself: to a connection that it takes back, and to a new one that meets a type first.
_OF_THE_DRIVER = ("pg_advisory_unlock_all", "typeinfo_tree", "set_config('jit'", "current_setting('jit')")


class Answer(Struct, frozen=True):
    """How long one request took, its queries, and how large the answer was."""

    milliseconds: float
    queries: int
    size: int


class Queries:
    """Those of all connections of the pool."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def listen(self, connection: Any) -> None:
        """For each new connection."""
        connection.add_query_logger(self._note)

    def _note(self, query: LoggedQuery) -> None:
        if not any(own in query.query for own in _OF_THE_DRIVER):
            self.seen.append(query.query)


class Reader:
    """Somebody with a browser's cookies."""

    def __init__(self, site: Litestar, settings: Settings, queries: Queries, token: str) -> None:
        self.site = site
        self.queries = queries
        self.cookies = {cookie_name(settings, "session"): token}
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(wrap(site)),  # type: ignore[arg-type]  # Litestar's types are stricter
            base_url=ADDRESS,
            cookies=self.cookies,
            headers={"Authorization": f"Bearer {_metrics_token(settings)}"},
        )

    async def visit(self, visit: Visit) -> Answer:
        """Raises: `AssertionError` for an answer that is none."""
        if visit.is_shared:
            _forget_readings(self.site)
        self.queries.seen.clear()
        began = time.perf_counter()
        answer = await self._client.get(visit.path)
        milliseconds = (time.perf_counter() - began) * 1000
        await asyncio.sleep(0)  # the last query is noted when the loop turns
        assert answer.status_code == 200, f"{visit.path}: {answer.status_code} {answer.text[:500]}"
        return Answer(milliseconds, len(self.queries.seen), len(answer.content))


@asynccontextmanager
async def open_site(settings: Settings) -> AsyncIterator[Reader]:
    """The site with its pool, as the web process has it."""
    site, queries = create_site(settings), Queries()
    await DB.start_connection_pool(command_timeout=QUERY_TIMEOUT_SECONDS, init=queries.listen)
    try:
        yield Reader(site, settings, queries, await sign_in())
    finally:
        await DB.close_connection_pool()
        await site.state.redis.aclose()


async def sign_in() -> str:
    """A full administrator's token of a new session."""
    user = await User.objects().get(User.admin == "full")
    assert user
    return await open_session(user.id, utc_now())


def _forget_readings(site: Litestar) -> None:
    """Else most requests would be answered with what another has just read."""
    site.state.live = Live()
    site.state.metrics._readings = MetricReadings(site.state.live.readings, site.state.model)


def _metrics_token(settings: Settings) -> str:
    return settings.metrics_token.get_secret_value() if settings.metrics_token else ""
