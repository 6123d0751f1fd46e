"""Every request gets an id and one line in the log."""

import re
import time

import structlog
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from domain.ids import uuid7

HEADER = "X-Request-ID"
# What a proxy in front may call a request; anything else could forge lines of the log.
_ACCEPTED = re.compile(r"[A-Za-z0-9._-]{1,64}")

log = structlog.get_logger()


class RequestLog:
    """Wraps the whole site. The id is the caller's `X-Request-ID` or a new one; jobs enqueued meanwhile carry it on.

    Logged is the route, such as `/sign-in/links/{token:str}`, never the path: that may hold a secret.
    """

    def __init__(self, site: ASGIApp) -> None:
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._site(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = _accepted_id(scope) or str(uuid7())
        status = 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableScopeHeaders.from_message(message)[HEADER] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._site(scope, receive, send_with_id)
            finally:
                elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
                route = scope.get("path_template", "")
                log.info("request", method=scope["method"], route=route, status=status, elapsed_ms=elapsed_ms)


def _accepted_id(scope: Scope) -> str | None:
    sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
    return sent if _ACCEPTED.fullmatch(sent) else None
