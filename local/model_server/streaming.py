"""A message as server-sent events, from `message_start` to `message_stop`.

Source: https://platform.claude.com/docs/en/build-with-claude/streaming
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from local.model_server.errors import ApiError
from local.model_server.message_shapes import AnsweredMessage

CHARACTERS_PER_DELTA = 24


def events_of(message: AnsweredMessage) -> list[bytes]:
    return [event(kind, fields) for kind, fields in steps(message)]


def broken_off(events: list[bytes], error: ApiError | None) -> list[bytes]:
    """Half of the events and the error, if there is one."""
    return events if error is None else [*events[: len(events) // 2], event("error", error.shape(None))]


def steps(message: AnsweredMessage) -> Iterator[tuple[str, dict[str, Any]]]:
    usage = msgspec.to_builtins(message.usage)
    opening = {**msgspec.to_builtins(message), "content": [], "stop_reason": None, "stop_sequence": None}
    yield "message_start", {"message": {**opening, "stop_details": None, "usage": {**usage, "output_tokens": 1}}}
    for index, block in enumerate(message.content):
        yield "content_block_start", {"index": index, "content_block": {"type": "text", "text": ""}}
        yield "ping", {}
        for at in range(0, len(block.text), CHARACTERS_PER_DELTA):
            delta = {"type": "text_delta", "text": block.text[at : at + CHARACTERS_PER_DELTA]}
            yield "content_block_delta", {"index": index, "delta": delta}
        yield "content_block_stop", {"index": index}
    ending = {name: getattr(message, name) for name in ("stop_reason", "stop_sequence", "stop_details")}
    yield "message_delta", {"delta": ending, "usage": usage}
    yield "message_stop", {}


def event(kind: str, fields: dict[str, Any]) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (kind.encode(), msgspec.json.encode({"type": kind, **fields}))
