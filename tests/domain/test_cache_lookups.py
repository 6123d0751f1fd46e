"""What was found where something is kept, added up for all workers."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.cache_lookups import Lookup, Lookups, SharedLookups, read_shared_lookups
from domain.errors import NotFound
from domain.ids import uuid7
from domain.recommendations.people_indexes import PeopleIndexes
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.settings import load_settings
from domain.tables import Event
from tests.cast import Cast, gather


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    redis: Redis = Redis.from_url(str(load_settings().redis_url))
    await redis.flushdb()
    yield redis
    await redis.aclose()


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def test_workers_add_up_what_is_new_alone(redis: Redis) -> None:
    first, second = Lookups({Lookup.HIT: 2}), Lookups({Lookup.MISS: 1})
    workers = [
        SharedLookups(redis, {"programmes": first}),
        SharedLookups(redis, {"programmes": second, "people": first}),
    ]
    for _ in range(2):
        for worker in workers:
            await worker.tell()
    first[Lookup.HIT] += 1
    await workers[0].tell()

    assert await read_shared_lookups(redis) == {
        ("programmes", "hit"): 3,
        ("programmes", "miss"): 1,
        ("people", "hit"): 2,
    }


async def test_what_did_not_arrive_goes_with_the_next(redis: Redis) -> None:
    away: Redis = Redis.from_url("redis://127.0.0.1:1", socket_connect_timeout=0.2)
    worker = SharedLookups(away, {"people": Lookups({Lookup.MISS: 4})})
    with pytest.raises(RedisError):
        await worker.tell()

    worker.redis = redis
    await worker.tell()

    assert await read_shared_lookups(redis) == {("people", "miss"): 4}


async def test_programmes_are_missed_once_and_again_after_a_change(cast: Cast) -> None:
    indexes = ProgrammeIndexes()
    for _ in range(3):
        await indexes.of_event(cast.event)
    await Event.update({Event.programme_revision: 9}).where(Event.id == cast.event)
    await indexes.of_event(cast.event)
    with pytest.raises(NotFound):
        await indexes.of_event(uuid7())

    assert indexes.lookups == {Lookup.MISS: 2, Lookup.HIT: 2}


async def test_a_programme_whose_choices_are_old_is_stale(cast: Cast) -> None:
    indexes = ProgrammeIndexes(choices_good_for=timedelta(0))
    for _ in range(2):
        await indexes.of_event(cast.event)

    assert indexes.lookups == {Lookup.MISS: 1, Lookup.STALE: 1}


async def test_people_are_missed_once_and_again_after_five_minutes(cast: Cast) -> None:
    now = 0.0
    indexes = PeopleIndexes(clock=lambda: now)
    for _ in range(2):
        await indexes.of_event(cast.event)
    now = 301.0
    await indexes.of_event(cast.event)

    assert indexes.lookups == {Lookup.MISS: 2, Lookup.HIT: 1}
