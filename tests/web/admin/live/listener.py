"""A browser's end of a stream: it takes each message as it comes, where httpx would wait for the end."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from litestar.types import ASGIApp

ADDRESS = "http://127.0.0.1"


@dataclass
class Listener:
    """One open stream. With `is_stuck`, it takes nothing after the headers."""

    app: ASGIApp
    path: str
    cookies: dict[str, str]
    seen: str = ""
    is_stuck: bool = False
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    has_ended: bool = False
    taken: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    left: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> Listener:
        self.task = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        self.left.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.task, 5)

    async def next_page(self, within_seconds: float = 5) -> str:
        """The next event that is no sign of life."""
        async with asyncio.timeout(within_seconds):
            while "event: beat" in (event := await self.taken.get()):
                pass
            return event

    async def _listen(self) -> None:
        path, _, query = self.path.partition("?")
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {
            "host": "127.0.0.1",
            "cookie": cookies,
            "accept": "text/html, text/event-stream",
            "hx-request": "true",
        }
        if self.seen:
            headers["last-event-id"] = self.seen
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "state": {},
        }
        requested = False

        async def receive() -> Any:
            nonlocal requested
            if not requested:
                requested = True
                return {"type": "http.request", "body": b"", "more_body": False}
            await self.left.wait()
            return {"type": "http.disconnect"}

        await self.app(scope, receive, self._take)  # type: ignore[arg-type]  # what a server gives

    async def _take(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            return
        if self.is_stuck:
            await asyncio.Event().wait()
        self.has_ended = not message.get("more_body", False)
        if body := message.get("body", b"").decode():
            self.taken.put_nowait(body)
