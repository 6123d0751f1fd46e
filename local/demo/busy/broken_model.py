"""Breaks the simulated model: it times out, refuses for its rate, and is overloaded from then on."""

from __future__ import annotations

import asyncio
import json
from urllib.request import Request, urlopen

ANSWER_SECONDS = 5.0
# Batches and counting too: an answer to any of them would close the breaker.
ENDPOINTS = ("messages", "count_tokens", "batches.create", "batches.list", "batches.retrieve", "batches.results")


async def break_model(address: str) -> None:
    """Until `POST /control/reset`. Raises: OSError if nothing answers there."""
    for fault in ("gateway_timeout", "rate_limited"):
        await asyncio.to_thread(_plan, address, {"fault": fault, "times": 2})
    for endpoint in ENDPOINTS:
        await asyncio.to_thread(_plan, address, {"fault": "overloaded", "on": endpoint})


def _plan(address: str, order: dict[str, object]) -> None:
    body = json.dumps(order).encode()
    request = Request(f"{address.rstrip('/')}/control/plan", body, {"content-type": "application/json"})  # noqa: S310
    with urlopen(request, timeout=ANSWER_SECONDS):  # noqa: S310  # our own server, on the loopback address
        pass
