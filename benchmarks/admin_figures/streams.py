"""Open pages that live: what a hundred of them ask of the database, beside one."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from typing import Any

from litestar import Litestar
from msgspec import Struct

from benchmarks.admin_figures.reader import Reader, sign_in
from web.admin.live.handlers import Live

PAGES = 100
SECONDS = 10.0
SETTLING_SECONDS = 2.5


class Load(Struct, frozen=True):
    """Queries in a minute, of so many open pages."""

    pages: int
    queries_per_minute: float


async def load_of(reader: Reader, paths: Sequence[str]) -> Load:
    """Open each in a session of its own, and count when all have been told once."""
    reader.site.state.live = Live()
    async with AsyncExitStack() as stack:
        for path in paths:
            stack.push_async_callback(_close, *_open(reader.site, path, await sign_in(), reader))
        await asyncio.sleep(SETTLING_SECONDS)
        reader.queries.seen.clear()
        await asyncio.sleep(SECONDS)
        asked = len(reader.queries.seen)
        assert len(reader.site.state.live.streams) == len(paths), "a stream has ended by itself"
    return Load(len(paths), asked * 60 / SECONDS)


def _open(site: Litestar, path: str, token: str, reader: Reader) -> tuple[asyncio.Task[None], asyncio.Event]:
    left = asyncio.Event()
    [name] = reader.cookies
    return asyncio.create_task(_listen(site, path, f"{name}={token}", left)), left


async def _close(task: asyncio.Task[None], left: asyncio.Event) -> None:
    left.set()
    with suppress(TimeoutError):
        await asyncio.wait_for(task, 5)


async def _listen(site: Litestar, path: str, cookie: str, left: asyncio.Event) -> None:
    """A browser's end of a stream, which takes whatever comes: httpx would wait for the end."""
    waiting = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Any:
        if waiting:
            return waiting.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(_: Any) -> None:
        pass

    await site(_scope(path, cookie), receive, send)  # type: ignore[arg-type]  # what a server gives


def _scope(path: str, cookie: str) -> dict[str, Any]:
    address, _, query = path.partition("?")
    headers = {"host": "127.0.0.1", "cookie": cookie, "accept": "text/event-stream", "hx-request": "true"}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
