"""Runs the server in a thread of its own, with its own event loop, so that it shares none with the code under test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import uvicorn

from local.model_server.application import KnownTransport, ModelApplication
from local.model_server.faults import Fault
from local.model_server.rate_limits import Limits
from local.model_server.scenario import CapturedRequest, Decision, Endpoint
from local.model_server.simulation import Simulation

LOOPBACK = "127.0.0.1"
START_SECONDS = 10.0
LOOK_SECONDS = 0.005


class ModelServer:
    """A running server, and the strings it is pulled by; see `faults.py` for what may be planned."""

    def __init__(self, simulation: Simulation, port: int) -> None:
        self.simulation = simulation
        self.url = f"http://{LOOPBACK}:{port}"

    @property
    def api_key(self) -> str:
        return self.simulation.key

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs in its environment to talk to this server."""
        return {"ANTHROPIC_BASE_URL": self.url, "ANTHROPIC_API_KEY": self.api_key}

    @property
    def requests(self) -> list[CapturedRequest]:
        """All requests since the last reset, in the order of their arrival, refused ones too."""
        return self.simulation.requests

    def requests_on(self, endpoint: Endpoint) -> list[CapturedRequest]:
        return [request for request in self.requests if request.endpoint == endpoint]

    def plan(self, *faults: Fault, times: int = 1, on: Endpoint = "messages") -> None:
        """The next requests on this endpoint meet these, in this order; `batches.item` is a request within a batch."""
        self.simulation.scenario.plan(*faults, times=times, on=on)

    def always(self, fault: Fault | None, on: Endpoint = "messages") -> None:
        """Every request that nothing is planned for meets this fault, until None ends it."""
        self.simulation.scenario.always(fault, on=on)

    def decide(self, decision: Decision | None) -> None:
        """Let a function choose a fault for each captured request, in the server's thread."""
        self.simulation.scenario.decide(decision)

    def delay(self, seconds: float) -> None:
        """How long every answer takes from now on."""
        self.simulation.delay_seconds = seconds

    def batches_take(self, duration: timedelta) -> None:
        """How long a batch made from now on is under way; beyond 24 hours it expires."""
        self.simulation.batches.duration = duration

    def batches_find_cache(self, share: float) -> None:
        """Which share of a batch's requests finds its prefix in the cache, 0 to 1."""
        self.simulation.batches.hit_share = share

    def advance(self, by: timedelta) -> None:
        """Advance the server's clock: caches run out, batches end, rate limits fill."""
        self.simulation.clock.advance(by)

    def limit(self, limits: Limits) -> None:
        """Refuse with 429 and `retry-after` beyond these."""
        self.simulation.set_limits(limits)

    def reset(self) -> None:
        self.simulation.reset()


@contextmanager
def run_model_server(simulation: Simulation | None = None) -> Iterator[ModelServer]:
    """Serve on a free port of the loopback address until the end of the block."""
    simulation = simulation or Simulation()
    # said to be TCP, for asyncio turns off Nagle's delay of 40 ms only then
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind((LOOPBACK, 0))
        server = uvicorn.Server(configuration(simulation))
        thread = threading.Thread(target=server.run, args=([listening],), name="model-server", daemon=True)
        thread.start()
        try:
            wait_until_started(server)
            yield ModelServer(simulation, listening.getsockname()[1])
        finally:
            server.should_exit = True
            server.force_exit = True
            thread.join(START_SECONDS)


def configuration(simulation: Simulation, port: int = 0) -> uvicorn.Config:
    return uvicorn.Config(
        ModelApplication(simulation),
        host=LOOPBACK,
        port=port,
        http=KnownTransport,
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )


def wait_until_started(server: uvicorn.Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if time.monotonic() > deadline:
            raise TimeoutError(f"the model server did not start within {START_SECONDS:.0f} seconds")
        time.sleep(LOOK_SECONDS)
