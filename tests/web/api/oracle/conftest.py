"""The API of a site that has a model: a loopback server that speaks Claude's API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from domain.settings import Settings
from local.model_server.server import ModelServer

if TYPE_CHECKING:
    from tests.web.api.client import ApiClient


@pytest.fixture
async def model_api(api: ApiClient, settings: Settings, model_server: ModelServer) -> AsyncIterator[ApiClient]:
    """Asks as Ada."""
    from tests.web.api.client import ApiClient
    from web.app import create_site

    key = SecretStr(model_server.api_key)
    site = create_site(settings.model_copy(update={"anthropic_api_key": key, "anthropic_base_url": model_server.url}))
    await site.state.model.warm_up()
    client = ApiClient(site, api.token)
    yield client
    await client.http.aclose()
    await site.state.model.close()
    await site.state.redis.aclose()
