"""Answers on their way out: a status, headers, and a body in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from local.model_server.errors import ApiError

JSON = "application/json"
PIECE_BYTES = 65_536


@dataclass(frozen=True)
class Reply:
    """What is sent; a `stream` has no length and is flushed piece by piece."""

    status: int
    pieces: Sequence[bytes]
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    is_stream: bool = False


def json_reply(value: object, headers: dict[str, str] | None = None) -> Reply:
    return Reply(200, [msgspec.json.encode(value)], headers=headers or {})


def lines_reply(values: Sequence[object]) -> Reply:
    body = b"".join(msgspec.json.encode(value) + b"\n" for value in values)
    pieces = [body[at : at + PIECE_BYTES] for at in range(0, len(body), PIECE_BYTES)]
    return Reply(200, pieces, "application/x-jsonl", is_stream=True)


def error_reply(error: ApiError, request_id: str) -> Reply:
    waits = {} if error.retry_after is None else {"retry-after": f"{error.retry_after:g}"}
    return Reply(error.status, [error.body(request_id)], headers=waits)
