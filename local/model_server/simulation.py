"""Everything that one server remembers, and what a test may look at and change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from local.model_server.answers import Answerer
from local.model_server.batch_store import BatchStore
from local.model_server.batches import HIT_SHARE, Batches
from local.model_server.prompt_cache import PromptCache
from local.model_server.rate_limits import Limits, RateLimits
from local.model_server.scenario import CapturedRequest, Scenario
from local.model_server.simulated_clock import SimulatedClock

MADE_UP_KEY = "sk-ant-simulated-0000"


@dataclass
class Simulation:
    """The state behind the endpoints; `key` is the one API key that is right."""

    key: str = MADE_UP_KEY
    folder: Path | None = None
    delay_seconds: float = 0.0
    clock: SimulatedClock = field(default_factory=SimulatedClock)
    scenario: Scenario = field(default_factory=Scenario)
    cache: PromptCache = field(default_factory=PromptCache)
    requests: list[CapturedRequest] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    keeps_requests: bool = True

    def __post_init__(self) -> None:
        self.answerer = Answerer(self.cache)
        self.store = BatchStore(self.folder)
        self.batches = Batches(self.store, self.answerer, self.scenario)
        self.set_limits(Limits())

    def set_limits(self, limits: Limits) -> None:
        self.limits = RateLimits(limits, self.clock.now())

    def capture(self, request: CapturedRequest) -> None:
        self.counts[request.endpoint] += 1
        if self.keeps_requests:
            self.requests.append(request)

    def reset(self) -> None:
        """As new: no plan, nothing cached, no batches, nothing captured, the clock right."""
        self.scenario.reset()
        self.cache.clear()
        self.store.clear()
        self.requests.clear()
        self.counts.clear()
        self.clock.reset()
        self.batches.duration = timedelta()
        self.batches.hit_share = HIT_SHARE
        self.delay_seconds = 0.0
        self.set_limits(Limits())
