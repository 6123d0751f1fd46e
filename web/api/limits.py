"""How often one person's tokens may call the API."""

from datetime import timedelta
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from domain.people.api_tokens import ApiCaller
from web.security.rate_limit import count_request

WINDOW = timedelta(minutes=1)
REQUESTS_PER_WINDOW = 600


async def limit_caller(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A guard, behind the one that finds the caller. Raises: `TooManyRequests`."""
    caller: ApiCaller = connection.scope["user"]
    await count_request(connection.app.state.redis, f"api:{caller.id}", REQUESTS_PER_WINDOW, WINDOW)
