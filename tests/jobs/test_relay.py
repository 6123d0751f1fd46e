"""The relay against real PostgreSQL and Valkey, without anybody who runs what it passes on."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from arq import ArqRedis
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from domain.ids import uuid7
from domain.settings import load_settings
from domain.tables import Job
from domain.work.enqueue import enqueue_all
from domain.work.transitions import undispatch
from domain.work.works import SendMail
from jobs.relay import Relay
from jobs.tickets import encode


def relay_to(url: str, slots: int) -> Relay:
    worker = uuid7()
    redis = ArqRedis(ConnectionPool.from_url(url), default_queue_name=f"arq:{worker}", job_serializer=encode)
    return Relay(worker, redis, {"notifications": slots}, asyncio.Event())


@pytest.fixture
async def relay(database: None) -> AsyncIterator[Relay]:
    """Of a worker with three slots."""
    relay = relay_to(str(load_settings().redis_url), slots=3)
    yield relay
    await relay.redis.aclose(close_connection_pool=True)


async def states() -> list[str]:
    rows = await Job.select(Job.state).order_by(Job.id)
    return [row["state"] for row in rows]


async def enqueue_letters(count: int) -> None:
    await enqueue_all([SendMail(mail_id=uuid7()) for _ in range(count)])


async def test_no_more_is_passed_on_than_there_are_slots(relay: Relay) -> None:
    await enqueue_letters(5)
    assert (await relay.pass_on(), await relay.pass_on()) == (3, 0)
    assert sorted(await states()) == ["dispatched"] * 3 + ["scheduled"] * 2
    assert await relay.redis.zcard(relay.redis.default_queue_name) == 3
    assert relay.arq_wake.is_set()


async def test_a_freed_slot_is_filled_again(relay: Relay) -> None:
    await enqueue_letters(4)
    await relay.pass_on()
    relay.ended(next(iter(relay.held)))
    assert relay.wake.is_set()
    assert await relay.pass_on() == 1


async def test_a_freed_slot_wakes_nobody_while_nothing_waits(relay: Relay) -> None:
    await enqueue_letters(2)
    await relay.pass_on()
    relay.ended(next(iter(relay.held)))
    assert not relay.wake.is_set()


async def test_slots_of_lost_tickets_become_free(relay: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    await enqueue_letters(3)
    await relay.pass_on()
    await undispatch(relay.worker)
    monkeypatch.setattr("jobs.relay.SWEEP_SECONDS", 0.0)
    assert await relay.pass_on() == 3
    assert len(relay.held) == 3


async def test_what_cannot_be_put_into_redis_is_due_again_at_once(database: None) -> None:
    await enqueue_letters(2)
    relay = relay_to("redis://127.0.0.1:1/0", slots=3)
    with pytest.raises((RedisError, OSError)):
        await relay.pass_on()
    assert await states() == ["scheduled"] * 2
    assert relay.held == {}
