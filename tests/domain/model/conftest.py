"""A model whose server answers on the loopback address, with a Redis and a database that are empty."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis

from domain.model.opening import Model, open_model
from domain.settings import Settings, load_settings
from local.model_server.server import ModelServer


@pytest.fixture
async def redis() -> AsyncIterator[Redis]:
    async with Redis.from_url(str(load_settings().redis_url)) as redis:
        await redis.flushall()
        yield redis


@pytest.fixture
def model_settings(model_server: ModelServer) -> Settings:
    """As the environment gives them, with the loopback server's address, and buckets that are never empty."""
    return load_settings().model_copy(
        update={
            "anthropic_api_key": SecretStr(model_server.api_key),
            "anthropic_base_url": model_server.url,
            "model_requests_per_second": 1_000.0,
            "model_requests_burst": 1_000,
            "model_event_requests_per_second": 1_000.0,
            "model_event_requests_burst": 1_000,
        }
    )


@pytest.fixture
async def model(model_settings: Settings, redis: Redis, database: None) -> AsyncIterator[Model]:
    model = open_model(model_settings, redis)
    assert model is not None
    await model.warm_up()
    yield model
    await model.close()
