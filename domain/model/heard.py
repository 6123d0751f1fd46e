"""What was heard of an answer, event by event: also of one that breaks off."""

from dataclasses import dataclass, field
from typing import Any

from domain.model.prices import Usage

LONGEST_HEARD = 100_000
CHARACTERS_PER_TOKEN = 3


@dataclass
class Heard:
    """An answer as it comes in. `stop_reason` is None until it has ended."""

    text: str = ""
    stop_reason: str | None = None
    usage: Usage = field(default_factory=Usage)
    is_too_long: bool = False

    def take(self, event: Any) -> None:
        """One event of a stream; kinds that are not known are passed over."""
        match event.type:
            case "message_start":
                self.usage = read_usage(event.message.usage)
            case "content_block_start" if event.content_block.type == "text":
                self._add(event.content_block.text or "")
            case "content_block_delta" if event.delta.type == "text_delta":
                self._add(event.delta.text)
            case "message_delta":
                self.stop_reason = event.delta.stop_reason
                self.usage = _with_output(self.usage, event.usage.output_tokens)

    def billed(self) -> Usage:
        """What it costs at least: of an answer that broke off, the output as long as it was heard."""
        if self.stop_reason is not None or not self.usage.prompt_tokens:
            return self.usage
        said = -(-len(self.text) // CHARACTERS_PER_TOKEN)
        return _with_output(self.usage, max(said, self.usage.output_tokens))

    def _add(self, text: str) -> None:
        self.text += text[: LONGEST_HEARD - len(self.text)]
        self.is_too_long = len(self.text) >= LONGEST_HEARD


def hear_message(message: Any) -> Heard:
    """A whole message, such as a batch gives."""
    text = "".join(block.text for block in message.content if block.type == "text")
    return Heard(text[:LONGEST_HEARD], message.stop_reason or "end_turn", read_usage(message.usage))


def read_usage(usage: Any) -> Usage:
    """The API's count of tokens; what it does not name is none."""
    kinds = usage.cache_creation
    hour = kinds.ephemeral_1h_input_tokens if kinds else 0
    written = usage.cache_creation_input_tokens or 0
    return Usage(
        input_tokens=usage.input_tokens or 0,
        cache_write_5m_tokens=max(0, written - hour),
        cache_write_1h_tokens=hour,
        cache_read_tokens=usage.cache_read_input_tokens or 0,
        output_tokens=usage.output_tokens or 0,
    )


def _with_output(usage: Usage, tokens: int | None) -> Usage:
    return Usage(
        usage.input_tokens,
        usage.cache_write_5m_tokens,
        usage.cache_write_1h_tokens,
        usage.cache_read_tokens,
        usage.output_tokens if tokens is None else tokens,
    )
