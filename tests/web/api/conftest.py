"""Another system at the API, with a token of somebody of the cast."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from litestar import Litestar

from domain.settings import Settings

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.web.api.client import ApiClient


@pytest.fixture
async def api(site: Litestar, settings: Settings, cast: Cast) -> AsyncIterator[ApiClient]:
    """Asks as Ada."""
    from domain.clock import utc_now
    from domain.people.api_tokens import issue_token
    from tests.web.api.client import ApiClient

    token = await issue_token(settings.secret_key.get_secret_value(), "ada@demo.example", utc_now())
    client = ApiClient(site, token)
    yield client
    await client.http.aclose()
