"""Every request gets an id and one line in the log, and is counted."""

import re
import time

import structlog
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from domain.ids import uuid7
from domain.work.origin import VISITOR, asked_by
from web.metrics_requests import RequestMetrics

HEADER = "X-Request-ID"
# What a proxy in front may call a request; anything else could forge lines of the log.
_ACCEPTED = re.compile(r"[A-Za-z0-9._-]{1,64}")

log = structlog.get_logger()


class RequestLog:
    """Wraps the whole site. The id is the caller's `X-Request-ID` or a new one; jobs enqueued meanwhile carry it on.

    Logged is the route, such as `/sign-in/links/{token:str}`, never the path: that may hold a secret.
    """

    def __init__(self, site: ASGIApp, metrics: RequestMetrics | None = None) -> None:
        self._site = site
        self._metrics = metrics or RequestMetrics()

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

        with structlog.contextvars.bound_contextvars(request_id=request_id), asked_by(VISITOR):
            try:
                await self._site(scope, receive, send_with_id)
            finally:
                elapsed_seconds = time.perf_counter() - started
                _log(scope, status, elapsed_seconds)
                self._count(scope, status, elapsed_seconds)

    def _count(self, scope: HTTPScope, status: int, elapsed_seconds: float) -> None:
        is_endless = getattr(scope.get("route_handler"), "opt", {}).get("endless", False)
        route = scope.get("path_template", "")
        self._metrics.add(scope["method"], route, status, elapsed_seconds, is_endless=is_endless)


def _log(scope: HTTPScope, status: int, elapsed_seconds: float) -> None:
    # Static files and probes come by the thousand; one that fails is worth a line like any other.
    is_quiet = status < 400 and getattr(scope.get("route_handler"), "opt", {}).get("quiet", False)
    write = log.debug if is_quiet else log.info
    route = scope.get("path_template", "")
    write("request", method=scope["method"], route=route, status=status, elapsed_ms=round(elapsed_seconds * 1000, 1))


def _accepted_id(scope: Scope) -> str | None:
    sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
    return sent if _ACCEPTED.fullmatch(sent) else None
