"""The open streams of a process: server-sent events of what changed on a page, until somebody or something ends them.

Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import structlog
from litestar.response import Response
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Send

# Then the page connects anew: to a newer version of Hallway, or to a process with less to do.
LONGEST_SECONDS = 600.0
# Who has not taken a message for so long is not there any more, or cannot follow.
SLOWEST_SECONDS = 15.0
MOST_STREAMS = 300
# How long the browser waits before it connects anew.
RETRY_MILLISECONDS = 1500
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

log = structlog.get_logger()


class Streams:
    """What is open in this process, by the token of whose session it is."""

    def __init__(self) -> None:
        self.stopping = asyncio.Event()
        self._open: list[str] = []

    def __len__(self) -> int:
        return len(self._open)

    @property
    def is_full(self) -> bool:
        return len(self._open) >= MOST_STREAMS or self.stopping.is_set()

    def tokens(self) -> set[str]:
        return set(self._open)

    def opened(self, token: str) -> None:
        self._open.append(token)

    def closed(self, token: str) -> None:
        self._open.remove(token)

    def stop(self) -> None:
        """End all of them: the process stops, and waits for what is open."""
        self.stopping.set()


def message(data: str = "", *, event: str = "", seen: str = "") -> bytes:
    """One event; `seen` is what the browser sends back as `Last-Event-ID` when it connects anew."""
    fields = [f"event: {event}"] if event else []
    fields += [f"id: {seen}"] if seen else []
    return "\n".join([*fields, *(f"data: {line}" for line in data.splitlines() or [""]), "", ""]).encode()


def beat() -> bytes:
    """A sign of life for who would else take a silent stream for a broken one."""
    return f"retry: {RETRY_MILLISECONDS}\n".encode() + message(event="beat")


class EventStream(Response[None]):
    """An answer that goes on until `messages` end, the browser leaves or cannot follow, or the process stops."""

    def __init__(self, streams: Streams, token: str, messages: AsyncIterator[bytes]) -> None:
        super().__init__(None, media_type="text/event-stream", headers=HEADERS)
        self._stream = (streams, token, messages)

    def to_asgi_response(self, *_: Any, cookies: Any = None, **_options: Any) -> ASGIResponse:
        """What the server calls."""
        return _Sending(*self._stream, headers=self.headers, cookies=cookies, media_type=self.media_type)


class _Sending(ASGIResponse):
    _should_set_content_length = False

    def __init__(self, streams: Streams, token: str, messages: AsyncIterator[bytes], **options: Any) -> None:
        super().__init__(**options)
        self.streams, self.token, self.messages = streams, token, messages

    async def send_body(self, send: Send, receive: Receive) -> None:
        self.streams.opened(self.token)
        talking = asyncio.create_task(self._talk(send))
        ends = {
            talking,
            asyncio.create_task(_until_left(receive)),
            asyncio.create_task(self.streams.stopping.wait()),
        }
        try:
            await asyncio.wait(ends, timeout=LONGEST_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.streams.closed(self.token)
            for task in ends:
                task.cancel()
            await asyncio.gather(*ends, return_exceptions=True)
        _tell(talking)
        with suppress(TimeoutError):
            await _send(send, b"", more=False, within_seconds=0.5)

    async def _talk(self, send: Send) -> None:
        async for content in self.messages:
            await _send(send, content, more=True, within_seconds=SLOWEST_SECONDS)


async def _send(send: Send, content: bytes, *, more: bool, within_seconds: float) -> None:
    async with asyncio.timeout(within_seconds):
        await send({"type": "http.response.body", "body": content, "more_body": more})


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _tell(talking: asyncio.Task[None]) -> None:
    if talking.cancelled() or not (error := talking.exception()):
        return
    if isinstance(error, TimeoutError):
        log.info("live_stream_too_slow")
    else:
        log.warning("live_stream_broken", reason=str(error) or type(error).__name__)
