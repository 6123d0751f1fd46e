"""The real SDK as its users have it, pointed at the server under test."""

from collections.abc import AsyncIterator, Iterator

import pytest
from anthropic import Anthropic, AsyncAnthropic

from local.model_server.server import ModelServer


@pytest.fixture
def client(model_server: ModelServer) -> Iterator[Anthropic]:
    with Anthropic(base_url=model_server.url, api_key=model_server.api_key, max_retries=0, timeout=5.0) as client:
        yield client


@pytest.fixture
async def async_client(model_server: ModelServer) -> AsyncIterator[AsyncAnthropic]:
    async with AsyncAnthropic(
        base_url=model_server.url, api_key=model_server.api_key, max_retries=0, timeout=5.0
    ) as client:
        yield client
