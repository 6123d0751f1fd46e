"""The models that are known here, and in what they differ."""

from __future__ import annotations

from msgspec import Struct


class ClaudeModel(Struct, frozen=True):
    """`cache_floor` in tokens: a shorter prefix is not cached, and nothing says so.

    Source: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#cache-limitations
    """

    id: str
    display_name: str
    cache_floor: int
    most_output_tokens: int = 64_000
    context_tokens: int = 200_000


KNOWN = (
    ClaudeModel("claude-haiku-5-5", "Claude Haiku 5.5", cache_floor=4_096),
    ClaudeModel("claude-sonnet-5-5", "Claude Sonnet 5.5", cache_floor=1_024, context_tokens=1_000_000),
    ClaudeModel("claude-opus-5-5", "Claude Opus 5.5", cache_floor=4_096, most_output_tokens=128_000),
)
MODELS = {model.id: model for model in KNOWN}
