"""Telling a running server what to do, for demos: `POST /control/plan`, `POST /control/reset`, `GET /control/state`.

It listens on the loopback address only, so whoever reaches it may use it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from local.model_server.errors import invalid, not_found
from local.model_server.faults import BY_NAME, Fault, rate_limited, slow, slow_body
from local.model_server.replies import Reply, json_reply
from local.model_server.request_rules import read_body
from local.model_server.scenario import Endpoint
from local.model_server.simulation import Simulation


class PlanOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """A fault by its name, for the next `times` requests, or without for all until a reset."""

    fault: str
    times: int | None = None
    seconds: float = 0.0
    retry_after: float | None = None
    on: Endpoint = "messages"


class TuneOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """How long an answer takes, and a batch; and by how much the clock is to be advanced."""

    delay_seconds: float | None = None
    batch_seconds: float | None = None
    advance_seconds: float | None = None


class State(Struct, frozen=True):
    """What was asked of the server until now."""

    requests: dict[str, int]
    simulated: Literal[True] = True


def answer_control(simulation: Simulation, method: str, path: str, body: bytes) -> Reply:
    """Raises: ApiError for another path or an unknown fault."""
    match method, path:
        case "POST", "/control/plan":
            plan(simulation, read_body(body, PlanOrder))
        case "POST", "/control/tune":
            tune(simulation, read_body(body, TuneOrder))
        case "POST", "/control/reset":
            simulation.scenario.reset()
        case "GET", "/control/state":
            pass
        case _:
            raise not_found("Not Found")
    return json_reply(State(dict(simulation.counts)))


def plan(simulation: Simulation, order: PlanOrder) -> None:
    fault = ordered_fault(order)
    if order.times is None:
        simulation.scenario.always(fault, on=order.on)
    else:
        simulation.scenario.plan(fault, times=order.times, on=order.on)


def ordered_fault(order: PlanOrder) -> Fault:
    timed = {"slow": slow, "slow_body": slow_body}
    if order.fault in timed:
        return timed[order.fault](order.seconds)
    if order.fault == "rate_limited":
        return rate_limited(order.retry_after)
    if order.fault not in BY_NAME:
        raise invalid(f"fault: one of {', '.join(sorted([*BY_NAME, *timed]))} is wanted")
    return BY_NAME[order.fault]()


def tune(simulation: Simulation, order: TuneOrder) -> None:
    if order.delay_seconds is not None:
        simulation.delay_seconds = order.delay_seconds
    if order.batch_seconds is not None:
        simulation.batches.duration = timedelta(seconds=order.batch_seconds)
    if order.advance_seconds is not None:
        simulation.clock.advance(timedelta(seconds=order.advance_seconds))
