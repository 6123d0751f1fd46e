"""How long requests are in tokens, counted by the API, so that the cheaper layout can be chosen."""

import asyncio
from collections.abc import Sequence

import structlog

from domain.model.heard import CHARACTERS_PER_TOKEN
from domain.model.layouts import Sizes
from domain.model.opening import Model
from domain.model.patience import JOB
from domain.model.requests import ModelRequest

# A list of ten with two reasons each, as measured: see `docs/model.md`.
ANSWER_TOKENS = 550
MOST_COUNTED = 5

log = structlog.get_logger()


async def measure(model: Model, shortlists: Sequence[ModelRequest], programme: ModelRequest) -> Sizes:
    """The sizes of an event's requests: some people's shortlists, and somebody's request with the whole programme."""
    counted = [await count_tokens(model, request) for request in shortlists[:MOST_COUNTED]]
    whole = await count_tokens(model, programme)
    # What stands before the person is the most of it; the rest is in proportion.
    question = len(programme.body["messages"][0]["content"])
    before = len(programme.body["system"][0]["text"])
    own = max(1, whole * question // (question + before))
    return Sizes(sum(counted) // max(1, len(counted)), whole - own, own, ANSWER_TOKENS)


async def count_tokens(model: Model, request: ModelRequest) -> int:
    """By the API, which takes nothing for it; where it does not answer, one for every three characters."""
    body = {name: value for name, value in request.body.items() if name != "max_tokens"}
    try:
        async with asyncio.timeout(JOB.seconds):
            sdk = await model.client.sdk()
            counted = await sdk.messages.count_tokens(model=model.name, **body, timeout=JOB.seconds)
            return counted.input_tokens
    except Exception as error:  # as at the gate: whatever a foreign service may do
        log.warning("tokens_not_counted", error=str(error))
        return len(str(request.body)) // CHARACTERS_PER_TOKEN
