"""A request as one row of blocks, in the order in which the API caches them: tools, system, messages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from local.model_server.message_shapes import Block, MessageParams

CHARACTERS_PER_TOKEN = 3


@dataclass(frozen=True)
class PromptBlock:
    """`place` keeps the same text in another role from being the same prefix; `ttl` marks a breakpoint after it."""

    place: str
    text: str
    ttl: str | None = None


def prompt_blocks(params: MessageParams) -> list[PromptBlock]:
    """The whole input. The schema stands first, for another schema is another prompt to the real API."""
    row = [PromptBlock("schema", encoded(params.schema))] if params.schema else []
    row += [PromptBlock("tools", encoded(tool), mark_of(tool)) for tool in params.tools]
    row += content_blocks("system", params.system or [])
    for turn in params.messages:
        row += content_blocks(turn.role, turn.content)
    if params.cache_control and row:
        row[-1] = replace(row[-1], ttl=row[-1].ttl or params.cache_control.ttl)
    return row


def content_blocks(place: str, content: str | list[Block]) -> list[PromptBlock]:
    if isinstance(content, str):
        return [PromptBlock(place, content)]
    return [
        PromptBlock(place, block.text, block.cache_control.ttl if block.cache_control else None) for block in content
    ]


def mark_of(tool: dict[str, Any]) -> str | None:
    control = tool.get("cache_control")
    return control.get("ttl", "5m") if isinstance(control, dict) else None


def encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()


def tokens_of(characters: int) -> int:
    """One token for every three characters begun."""
    return -(-characters // CHARACTERS_PER_TOKEN)


def count_tokens(params: MessageParams) -> int:
    return tokens_of(sum(len(block.text) for block in prompt_blocks(params)))


def conversation_text(params: MessageParams) -> str:
    """All that the model is given to read, but for the schema and tools."""
    return "\n".join(block.text for block in prompt_blocks(params) if block.place not in ("schema", "tools"))
