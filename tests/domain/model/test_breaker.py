import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis

from domain.model.breaker import Admission, Breaker, BreakerState, BreakerView


class Clock:
    """Seconds, as many as a test says."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def breaker(redis: Redis, clock: Clock) -> AsyncIterator[Breaker]:
    yield Breaker(redis, "test", clock)


async def fail(breaker: Breaker, times: int = 5) -> None:
    for _ in range(times):
        await breaker.fail(await breaker.admit(), "overloaded")


async def is_admitted(breaker: Breaker) -> bool:
    return (await breaker.admit()).is_allowed


async def test_four_failures_leave_it_closed_and_the_fifth_opens_it(breaker: Breaker, clock: Clock) -> None:
    await fail(breaker, 4)
    assert (await breaker.read()).state == BreakerState.CLOSED
    await fail(breaker, 1)
    opened = datetime.fromtimestamp(clock.now, UTC)
    assert await breaker.read() == BreakerView(
        BreakerState.OPEN, 5, opened, opened + timedelta(seconds=30), "overloaded"
    )
    assert not await is_admitted(breaker)


async def test_a_success_in_between_starts_the_count_anew(breaker: Breaker) -> None:
    await fail(breaker, 4)
    await breaker.succeed(await breaker.admit())
    await fail(breaker, 4)
    assert await is_admitted(breaker)


async def test_of_all_who_ask_when_its_time_has_passed_one_probes(breaker: Breaker, clock: Clock) -> None:
    await fail(breaker)
    clock.now += 29.9
    assert not await is_admitted(breaker)
    clock.now += 0.2
    assert (await breaker.read()).state == BreakerState.HALF_OPEN
    admissions = await asyncio.gather(*(breaker.admit() for _ in range(50)))
    assert sum(admission.is_allowed for admission in admissions) == 1
    assert (await breaker.read()).is_probing


async def test_a_probe_that_succeeds_closes_it(breaker: Breaker, clock: Clock) -> None:
    await fail(breaker)
    clock.now += 31
    await breaker.succeed(await breaker.admit())
    assert await breaker.read() == BreakerView(BreakerState.CLOSED, 0)
    await fail(breaker, 4)
    assert await is_admitted(breaker)


async def test_a_probe_that_fails_opens_it_for_as_long_again(breaker: Breaker, clock: Clock) -> None:
    await fail(breaker)
    clock.now += 31
    await fail(breaker, 1)
    clock.now += 29
    assert not await is_admitted(breaker)
    clock.now += 2
    assert await is_admitted(breaker)


async def test_a_probe_that_was_never_made_or_never_heard_of_leaves_its_place_to_another(
    breaker: Breaker, clock: Clock
) -> None:
    await fail(breaker)
    clock.now += 31
    await breaker.release(await breaker.admit())
    assert await is_admitted(breaker)
    assert not await is_admitted(breaker)
    clock.now += 46
    assert await is_admitted(breaker)


async def test_late_news_of_calls_made_before_change_nothing(breaker: Breaker, clock: Clock) -> None:
    early = [await breaker.admit() for _ in range(3)]
    await fail(breaker)
    await breaker.succeed(early[0])
    await breaker.fail(early[1], "late")
    assert (await breaker.read()).until == datetime.fromtimestamp(clock.now + 30, UTC)
    clock.now += 31
    probe = await breaker.admit()
    await breaker.fail(early[2], "later still")
    await breaker.release(Admission(True))
    assert (await breaker.read()).is_probing
    await breaker.succeed(probe)
    assert (await breaker.read()).state == BreakerState.CLOSED


async def test_what_the_service_asks_for_is_honoured_within_bounds(breaker: Breaker, clock: Clock) -> None:
    await breaker.fail(await breaker.admit(), "rate limited", pause=timedelta(seconds=12))
    clock.now += 11
    assert not await is_admitted(breaker)
    clock.now += 2
    await breaker.fail(await breaker.admit(), "rate limited", pause=timedelta(days=365))
    clock.now += 299
    assert not await is_admitted(breaker)
    clock.now += 2
    assert await is_admitted(breaker)


async def test_held_open_it_waits_for_a_reset_and_nothing_else(breaker: Breaker, clock: Clock) -> None:
    early = await breaker.admit()
    await breaker.fail(await breaker.admit(), "the credit is spent", until_reset=True)
    clock.now += 10**8
    await breaker.succeed(early)
    view = await breaker.read()
    assert (view.state, view.needs_reset, view.reason) == (BreakerState.OPEN, True, "the credit is spent")
    assert not await is_admitted(breaker)
    await breaker.reset()
    assert await is_admitted(breaker)


async def test_without_a_clock_the_time_is_redis_own(redis: Redis) -> None:
    breaker = Breaker(redis, "real")
    await fail(breaker)
    view = await breaker.read()
    assert view.until is not None
    assert timedelta(seconds=20) < view.until - datetime.now(UTC) < timedelta(seconds=31)
    assert not await is_admitted(breaker)
