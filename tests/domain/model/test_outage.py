"""Ten minutes without a working model, on a simulated clock: nobody notices but by the words "by the algorithm"."""

import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import cycle

import pytest
from redis.asyncio import Redis

from domain.model.breaker import BreakerState
from domain.model.opening import Model, open_model
from domain.model.outcomes import Outcome
from domain.model.patience import Patience
from domain.model.sessions import match_sessions
from domain.settings import Settings
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.pairs import ADA, FALLBACK, SESSIONS

TEN_MINUTES = 600
# Real seconds for the four that somebody waits; what a silent server costs here.
SCALED = Patience(0.15)
PER_SECOND, BURST = 0.5, 5


@dataclass
class Outage:
    """A model on a simulated clock, and when it was called."""

    model: Model
    server: ModelServer
    now: float = 0.0
    called_at: list[float] = field(default_factory=list)

    async def ask(self) -> tuple[Outcome, float]:
        """How it ended, and the real seconds that it took."""
        before, started = len(self.server.requests), time.monotonic()
        found = await match_sessions(self.model, ADA, SESSIONS, FALLBACK, 3, event_id=None, patience=SCALED)
        assert len(found.entries) == 3
        assert found.algorithm_used == "algorithmic" or found.reason.is_answer
        self.called_at += [self.now] * (len(self.server.requests) - before)
        return found.reason, time.monotonic() - started


@pytest.fixture
async def outage(
    model_settings: Settings, model_server: ModelServer, redis: Redis, database: None
) -> AsyncIterator[Outage]:
    settings = model_settings.model_copy(
        update={"model_requests_per_second": PER_SECOND, "model_requests_burst": BURST}
    )
    found: list[Outage] = []
    model = open_model(settings, redis, lambda: 1_000_000 + found[0].now)
    assert model is not None
    found.append(Outage(model, model_server))
    await model.warm_up()
    yield found[0]
    await model.close()


async def test_ten_minutes_of_errors_are_answered_by_the_algorithm_and_end_by_themselves(outage: Outage) -> None:
    errors = cycle(
        (faults.rate_limited(), faults.overloaded(), faults.silent(), faults.rate_limited(20), faults.broken())
    )
    outage.server.decide(lambda _request: next(errors))
    calls_before_it_opened = 0
    while outage.now < TEN_MINUTES:
        reason, seconds = await outage.ask()
        assert not reason.is_answer
        assert seconds < 5
        if not calls_before_it_opened and (await outage.model.breaker.read()).state != BreakerState.CLOSED:
            calls_before_it_opened = len(outage.called_at)
        outage.now += 2.5
    assert 1 <= calls_before_it_opened <= 5
    # one probe each half minute, and the five that opened it
    assert len(outage.called_at) <= 5 + TEN_MINUTES / 30 + 1
    assert_never_above_the_bucket(outage.called_at)

    outage.server.decide(None)
    recovered_at = outage.now
    while not (await outage.ask())[0].is_answer:
        outage.now += 2.5
        assert outage.now < recovered_at + 60, "it closes by itself"
    assert (await outage.model.breaker.read()).state == BreakerState.CLOSED


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.rate_limited(), Outcome.RATE_LIMITED),
        (faults.overloaded(), Outcome.OVERLOADED),
        (faults.silent(), Outcome.TIMED_OUT),
        (faults.reset(), Outcome.CONNECTION),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
async def test_the_fifth_failure_of_each_kind_opens_the_breaker(
    outage: Outage, fault: faults.Fault, reason: Outcome
) -> None:
    outage.server.always(fault)
    assert [(await outage.ask())[0] for _ in range(7)] == [reason] * 5 + [Outcome.BREAKER_OPEN] * 2
    assert len(outage.called_at) == 5


async def test_a_healthy_model_is_never_called_faster_than_the_bucket_fills(outage: Outage) -> None:
    while outage.now < 120:
        await outage.ask()
        outage.now += 0.4
    assert len(outage.called_at) >= 120 * PER_SECOND
    assert_never_above_the_bucket(outage.called_at)


def assert_never_above_the_bucket(called_at: list[float]) -> None:
    """In every stretch of time at most a full bucket and what was refilled meanwhile."""
    window: deque[float] = deque()
    for start in range(len(called_at)):
        window = deque(called_at[start:])
        for count, at in enumerate(window, start=1):
            assert count <= BURST + (at - called_at[start]) * PER_SECOND + 1e-6
