"""The routes: which request is for which endpoint, and what each of them answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

from local.model_server.batch_shapes import BatchPage
from local.model_server.claude_models import KNOWN
from local.model_server.errors import ApiError, invalid, not_found
from local.model_server.faults import Fault
from local.model_server.message_shapes import MessageParams
from local.model_server.prompt_blocks import count_tokens
from local.model_server.replies import Reply, json_reply, lines_reply
from local.model_server.request_rules import check_countable, check_message, read_body
from local.model_server.simulation import Simulation
from local.model_server.streaming import broken_off, events_of

MEGABYTE = 1_048_576
DEFAULT_PAGE, LARGEST_PAGE = 20, 1_000


@dataclass(frozen=True)
class Call:
    """A request that has been let in: where it came, with which key, and what was found in its path."""

    path: str
    query: str
    body: bytes
    key: str
    address: str
    fault: Fault

    @property
    def batch_id(self) -> str:
        return self.path.removeprefix("/v1/messages/batches/").partition("/")[0]


Handler = Callable[[Simulation, Call], Awaitable[Reply]]


@dataclass(frozen=True)
class Route:
    """One endpoint; `name` is what a scenario calls it."""

    method: str
    path: re.Pattern[str]
    name: str
    handler: Handler
    most_bytes: int = 32 * MEGABYTE


def find_route(method: str, path: str) -> Route:
    """Raises: ApiError 404, or 405 where the path is right."""
    there = [route for route in ROUTES if route.path.fullmatch(path)]
    for route in there:
        if route.method == method:
            return route
    if there:
        raise ApiError(405, "invalid_request_error", "Method Not Allowed")
    raise not_found("Not Found")


async def create_message(simulation: Simulation, call: Call) -> Reply:
    params = read_body(call.body, MessageParams)
    check_message(params)
    now = simulation.clock.now()
    simulation.limits.take_request(now)
    message = await asyncio.to_thread(simulation.answerer.answer, params, call.fault, api_key=call.key, now=now)
    usage = message.usage
    simulation.limits.take_tokens(usage.input_tokens + usage.cache_creation_input_tokens, usage.output_tokens, now)
    headers = simulation.limits.headers(now)
    if params.stream:
        events = broken_off(events_of(message), call.fault.late_error)
        return Reply(200, events, "text/event-stream; charset=utf-8", headers, is_stream=True)
    return json_reply(message, headers)


async def count(_simulation: Simulation, call: Call) -> Reply:
    params = read_body(call.body, MessageParams)
    check_countable(params)
    return json_reply({"input_tokens": count_tokens(params)})


async def list_models(_simulation: Simulation, _call: Call) -> Reply:
    models = [{"type": "model", "id": model.id, "display_name": model.display_name} for model in KNOWN]
    return json_reply({"data": models, "has_more": False, "first_id": KNOWN[0].id, "last_id": KNOWN[-1].id})


async def create_batch(simulation: Simulation, call: Call) -> Reply:
    now = simulation.clock.now()
    batch = await asyncio.to_thread(simulation.batches.create, call.body, call.key, now)
    return json_reply(simulation.batches.describe_new(batch))


async def list_batches(simulation: Simulation, call: Call) -> Reply:
    query = {name: values[-1] for name, values in parse_qs(call.query).items()}
    limit = page_size(query.get("limit", str(DEFAULT_PAGE)))
    now = simulation.clock.now()
    after, before = query.get("after_id"), query.get("before_id")
    found, has_more = simulation.batches.page(call.key, limit=limit, after=after, before=before)
    told = [await asyncio.to_thread(simulation.batches.describe, batch, now, call.address) for batch in found]
    first, last = (told[0].id, told[-1].id) if told else (None, None)
    return json_reply(BatchPage(told, has_more, first, last))


def page_size(value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= LARGEST_PAGE:
        raise invalid(f"limit: Input should be between 1 and {LARGEST_PAGE}")
    return int(value)


async def retrieve_batch(simulation: Simulation, call: Call) -> Reply:
    batch = simulation.batches.find(call.batch_id, call.key)
    now = simulation.clock.now()
    return json_reply(await asyncio.to_thread(simulation.batches.describe, batch, now, call.address))


async def batch_results(simulation: Simulation, call: Call) -> Reply:
    batch = simulation.batches.find(call.batch_id, call.key)
    return lines_reply(await asyncio.to_thread(simulation.batches.results, batch, simulation.clock.now()))


async def cancel_batch(simulation: Simulation, call: Call) -> Reply:
    batch = simulation.batches.find(call.batch_id, call.key)
    simulation.batches.cancel(batch, simulation.clock.now())
    return await retrieve_batch(simulation, call)


async def delete_batch(simulation: Simulation, call: Call) -> Reply:
    batch = simulation.batches.find(call.batch_id, call.key)
    return json_reply(simulation.batches.delete(batch, simulation.clock.now()))


BATCHES = r"/v1/messages/batches"
BATCH = BATCHES + r"/[A-Za-z0-9_]+"
ROUTES = (
    Route("POST", re.compile(r"/v1/messages"), "messages", create_message),
    Route("POST", re.compile(r"/v1/messages/count_tokens"), "count_tokens", count),
    Route("GET", re.compile(r"/v1/models"), "models", list_models),
    Route("POST", re.compile(BATCHES), "batches.create", create_batch, 256 * MEGABYTE),
    Route("GET", re.compile(BATCHES), "batches.list", list_batches),
    Route("GET", re.compile(BATCH), "batches.retrieve", retrieve_batch),
    Route("GET", re.compile(BATCH + "/results"), "batches.results", batch_results),
    Route("POST", re.compile(BATCH + "/cancel"), "batches.cancel", cancel_batch),
    Route("DELETE", re.compile(BATCH), "batches.delete", delete_batch),
)
