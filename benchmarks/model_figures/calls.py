"""Asking the loopback server, one by one and by batch; what comes back is read as pages would have it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from anthropic import AsyncAnthropic

from domain.model.answers import read_choices
from domain.model.heard import Heard, hear_message
from domain.model.prices import DEFAULT_PRICES, Usage, cost_microdollars
from domain.model.requests import ModelRequest
from local.model_server.server import ModelServer

MODEL = "claude-haiku-5-5"
AT_ONCE = 4
# Parts of a batch, so that a whole programme five hundred times over is not in memory at once.
PART = 100


@dataclass(frozen=True)
class Sum:
    """Tokens and microdollars of all calls; `matches` are the valid ones on average."""

    usage: Usage
    cost: int
    matches: float


async def ask_directly(sdk: AsyncAnthropic, requests: Sequence[ModelRequest]) -> Sum:
    """The first one alone, so that the others find what it wrote into the cache."""
    heard = [await _ask(sdk, requests[0])]
    for start in range(1, len(requests), AT_ONCE):
        heard += await asyncio.gather(*(_ask(sdk, request) for request in requests[start : start + AT_ONCE]))
    return _sum(heard, requests, is_batch=False)


async def ask_by_batch(sdk: AsyncAnthropic, server: ModelServer, requests: Sequence[ModelRequest]) -> Sum:
    """By the Message Batches API, with the cache found as rarely as is documented."""
    heard: list[Heard] = []
    server.batches_take(timedelta(minutes=1))
    for start in range(0, len(requests), PART):
        part = requests[start : start + PART]
        batch = await sdk.messages.batches.create(
            requests=[
                {"custom_id": str(number), "params": {"model": MODEL, **request.body}}  # type: ignore[typeddict-item]
                for number, request in enumerate(part)
            ]
        )
        server.advance(timedelta(minutes=2))
        found: dict[str, Heard] = {}
        async for result in await sdk.messages.batches.results(batch.id):
            assert result.result.type == "succeeded"
            found[result.custom_id] = hear_message(result.result.message)
        heard += [found[str(number)] for number in range(len(part))]
    return _sum(heard, requests, is_batch=True)


async def _ask(sdk: AsyncAnthropic, request: ModelRequest) -> Heard:
    return hear_message(await sdk.messages.create(model=MODEL, **request.body))


def _sum(heard: Sequence[Heard], requests: Sequence[ModelRequest], *, is_batch: bool) -> Sum:
    price = DEFAULT_PRICES[MODEL]
    fields = Usage.__struct_fields__
    usage = Usage(*(sum(getattr(each.usage, field) for each in heard) for field in fields))
    cost = sum(cost_microdollars(price, each.usage, is_batch=is_batch) for each in heard)
    matches = [
        len(read_choices(each.text, request.answer_key, len(request.candidate_ids)))
        for each, request in zip(heard, requests, strict=True)
    ]
    return Sum(usage, cost, sum(matches) / len(matches))
