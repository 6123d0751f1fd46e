"""Requests as Hallway makes them, in small."""

from typing import Any

from pydantic import BaseModel

HAIKU = "claude-haiku-5-5"
SONNET = "claude-sonnet-5-5"
PROMPT = """\
<attendee-0011223344556677>
{"interests":["machine learning","gardening"],"role":"Engineer"}
</attendee-0011223344556677>
<sessions-8899aabbccddeeff>
{"id":1,"title":"Rust in the kernel","about":"Memory safety for drivers."}
{"id":2,"title":"Machine learning that lasts","about":"Learning what to keep."}
{"id":3,"title":"Gardening","about":"Machines for the garden."}
</sessions-8899aabbccddeeff>
Answer with the 2 sessions that suit this attendee best."""


class Entry(BaseModel):
    """One match."""

    id: int
    score: int
    reasons: list[str]


class Matches(BaseModel):
    """An answer in the form that is asked for."""

    matches: list[Entry]


def asked(text: str = PROMPT, **more: Any) -> Any:
    """The arguments of `messages.create`, and the `params` of a request within a batch; both take it untyped."""
    return {"model": HAIKU, "max_tokens": 1_000, "messages": [{"role": "user", "content": text}], **more}


def text_of(message: Any) -> str:
    return "".join(block.text for block in message.content if block.type == "text")
