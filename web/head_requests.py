"""HEAD: answered as GET would be, without the body. Source: RFC 9110, section 9.3.2."""

import asyncio

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send


class AnswerHead:
    """Wraps the site, whose routes know GET only."""

    def __init__(self, site: ASGIApp) -> None:
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != "HEAD":
            await self._site(scope, receive, send)
            return
        # The server sees in its own scope that no body follows, so the site gets a copy.
        asked: HTTPScope = {**scope, "method": "GET"}
        reader = _HeadersOnly(receive, send)
        try:
            await self._site(asked, reader.receive, reader.send)
        finally:
            # The log names the route that the site found.
            scope.update({**asked, "method": "HEAD"})


class _HeadersOnly:
    """A reader who leaves after the headers, so that a stream of events ends there too."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._is_read = False
        self._has_left = asyncio.Event()

    async def receive(self) -> HTTPReceiveMessage:
        if self._is_read:
            await self._has_left.wait()
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._is_read = not message.get("more_body", False)
        return message  # type: ignore[return-value]  # the server sends what it sends

    async def send(self, message: Message) -> None:
        if self._has_left.is_set():
            return
        if message["type"] == "http.response.body":
            self._has_left.set()
            message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._send(message)
