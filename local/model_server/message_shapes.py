"""What a request to `/v1/messages` may hold, and what its answer looks like."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct


class CacheControl(Struct, frozen=True):
    """Marks the end of a prefix to be cached."""

    type: Literal["ephemeral"]
    ttl: Literal["5m", "1h"] = "5m"


class Block(Struct, frozen=True):
    """A block of content; of other kinds than text only that they are there is read."""

    type: str
    text: str = ""
    cache_control: CacheControl | None = None


class Turn(Struct, frozen=True):
    """One message of the conversation."""

    role: Literal["user", "assistant", "system"]
    content: str | list[Block]


class OutputFormat(Struct, frozen=True):
    """Structured output: the answer is JSON of this schema."""

    type: Literal["json_schema"]
    schema: dict[str, Any]


class OutputConfig(Struct, frozen=True, forbid_unknown_fields=True):
    """How the answer is to be given."""

    format: OutputFormat | None = None
    effort: Literal["low", "medium", "high", "xhigh", "max"] | None = None


class ToolChoice(Struct, frozen=True):
    """Which tools may be used, or must."""

    type: Literal["auto", "any", "tool", "none"]


class MessageParams(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a request. What these models refuse is named too, so that it is refused in its own words."""

    model: str
    messages: list[Turn]
    max_tokens: int | None = None
    system: str | list[Block] | None = None
    stream: bool = False
    output_config: OutputConfig | None = None
    output_format: dict[str, Any] | None = None
    stop_sequences: list[str] = []
    tools: list[dict[str, Any]] = []
    tool_choice: ToolChoice | None = None
    thinking: dict[str, Any] | None = None
    cache_control: CacheControl | None = None
    metadata: dict[str, Any] | None = None
    service_tier: Literal["auto", "standard_only"] | None = None
    container: Any = None
    diagnostics: Any = None
    inference_geo: str | None = None
    speed: Literal["standard", "fast"] | None = None
    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON schema that the answer must follow, if any."""
        return self.output_config.format.schema if self.output_config and self.output_config.format else None


class CacheCreation(Struct, frozen=True):
    """Tokens written to the cache, by how long they are kept."""

    ephemeral_5m_input_tokens: int = 0
    ephemeral_1h_input_tokens: int = 0


class Usage(Struct, frozen=True):
    """What is paid for; the input is the sum of the first three."""

    input_tokens: int
    cache_creation_input_tokens: int
    cache_read_input_tokens: int
    cache_creation: CacheCreation
    output_tokens: int
    service_tier: Literal["standard", "batch"] = "standard"
    inference_geo: str = "not_available"


class TextBlock(Struct, frozen=True):
    """A block of the answer."""

    text: str
    type: str = "text"


class AnsweredMessage(Struct, frozen=True):
    """An answer of the model."""

    id: str
    model: str
    content: list[TextBlock]
    stop_reason: str | None
    usage: Usage
    type: str = "message"
    role: str = "assistant"
    stop_sequence: str | None = None
    stop_details: dict[str, Any] | None = None
