"""The server as an ASGI application: reads a request, lets it in, and sends what its endpoint or its fault says."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from local.model_server.control import answer_control
from local.model_server.endpoints import Call, Route, find_route
from local.model_server.errors import ApiError, invalid
from local.model_server.faults import Fault
from local.model_server.identifiers import new_id
from local.model_server.replies import Reply, error_reply
from local.model_server.scenario import CapturedRequest
from local.model_server.simulation import Simulation

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Scope = MutableMapping[str, Any]

LONGEST_SILENCE_SECONDS = 600.0
TRICKLE_PIECES = 10
LOG = logging.getLogger("model_server")
ORGANIZATION = "00000000-0000-4000-8000-000000000000"


class KnownTransport(H11Protocol):
    """uvicorn's protocol, which also hands on the transport, so that a fault can break the line."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


@dataclass(frozen=True)
class Arrived:
    """A request with its body read."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


class ModelApplication:
    """Speaks for one simulation."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request_id = new_id("req")
        try:
            route = None if is_control(scope) else find_route(scope["method"], scope["path"])
            arrived = await read(scope, receive, route)
            reply, fault = await self._answer(scope, receive, route, arrived)
        except ApiError as error:
            reply, fault = error_reply(error, request_id), None
        if reply is not None:
            LOG.info("%s %s → %d", scope["method"], scope["path"], reply.status)
            await send_reply(send, reply, request_id, fault)
        if fault and fault.line in ("half_body", "stalled"):
            await leave_half(scope, receive, fault)

    async def _answer(
        self, scope: Scope, receive: Receive, route: Route | None, arrived: Arrived
    ) -> tuple[Reply | None, Fault | None]:
        if route is None:
            return answer_control(self._simulation, arrived.method, arrived.path, arrived.body), None
        captured = CapturedRequest(
            route.name, arrived.method, arrived.path, arrived.headers, arrived.body, self._simulation.clock.now()
        )
        self._simulation.capture(captured)
        key = check_headers(arrived.headers, self._simulation.key)
        fault = self._simulation.scenario.next(captured)
        await asyncio.sleep(self._simulation.delay_seconds + fault.delay_seconds)
        if fault.line in ("silent", "reset"):
            await break_line(scope, receive, fault)
            return None, fault
        if fault.error:
            raise fault.error
        address = f"http://{arrived.headers.get('host', '')}"
        call = Call(arrived.path, arrived.query, arrived.body, key, address, fault)
        return await route.handler(self._simulation, call), fault


def is_control(scope: Mapping[str, Any]) -> bool:
    return str(scope["path"]).startswith("/control/")


async def read(scope: Scope, receive: Receive, route: Route | None) -> Arrived:
    """Raises: ApiError 413 for a body beyond the endpoint's limit."""
    most = route.most_bytes if route else 1_000_000
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            raise ApiError(413, "request_too_large", "Request exceeds the maximum size")
        if not message.get("more_body"):
            break
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return Arrived(scope["method"], scope["path"], scope["query_string"].decode("latin-1"), headers, bytes(body))


def check_headers(headers: Mapping[str, str], key: str) -> str:
    """The key that was given. Raises: ApiError 401 without the right key, 400 without a version."""
    given = given_key(headers)
    if given is None:
        raise ApiError(401, "authentication_error", "x-api-key header is required")
    if given != key:
        raise ApiError(401, "authentication_error", "invalid x-api-key")
    if "anthropic-version" not in headers:
        raise invalid("anthropic-version: header is required")
    return given


def given_key(headers: Mapping[str, str]) -> str | None:
    """As `x-api-key`, or as the bearer token that the SDK makes of it since its version 2."""
    bearer = headers.get("authorization", "")
    return headers.get("x-api-key") or (bearer.removeprefix("Bearer ") if bearer.startswith("Bearer ") else None)


async def break_line(scope: Scope, receive: Receive, fault: Fault) -> None:
    """Say nothing until the client has gone, or reset the connection."""
    if fault.line == "silent":
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(receive(), LONGEST_SILENCE_SECONDS)
    transport: asyncio.Transport = scope["state"]["transport"]
    linger = struct.pack("ii", 1, 0)  # with no time to linger, closing resets
    with contextlib.suppress(OSError):
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
    await receive()  # until uvicorn has seen it too: it would answer for us


async def leave_half(scope: Scope, receive: Receive, fault: Fault) -> None:
    """Close the line behind half an answer, at once or when the client has gone."""
    if fault.line == "stalled":
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(receive(), LONGEST_SILENCE_SECONDS)
    scope["state"]["transport"].close()
    await receive()


async def send_reply(send: Send, reply: Reply, request_id: str, fault: Fault | None) -> None:
    pieces = list(reply.pieces)
    if fault and fault.body_seconds and not reply.is_stream:
        pieces = split(b"".join(pieces), TRICKLE_PIECES)
    headers = {
        "content-type": reply.content_type,
        "request-id": request_id,
        "anthropic-organization-id": ORGANIZATION,
        **reply.headers,
        **({} if reply.is_stream else {"content-length": str(sum(map(len, pieces)))}),
    }
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": raw})
    await send_pieces(send, pieces, fault)


async def send_pieces(send: Send, pieces: list[bytes], fault: Fault | None) -> None:
    if fault and fault.line in ("half_body", "stalled"):
        body = b"".join(pieces)
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        return
    for piece in pieces:
        if fault and fault.body_seconds:
            await asyncio.sleep(fault.body_seconds / len(pieces))
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def split(body: bytes, pieces: int) -> list[bytes]:
    size = max(1, -(-len(body) // pieces))
    return [body[at : at + size] for at in range(0, len(body), size)]
