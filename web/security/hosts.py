"""Allowed hosts: a request for another host than ours is refused."""

from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from domain.errors import InvalidInput
from domain.settings import Settings

# This machine's own names, for its health checks and a demo.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class AllowedHostMiddleware(ASGIMiddleware):
    """Lets through requests for the host of `HALLWAY_BASE_URL`, and for this machine's own names."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, settings: Settings) -> None:
        self._allowed = LOOPBACK | {settings.base_url.host}

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if _hostname(host) not in self._allowed:
            raise InvalidInput("This server does not answer for that host. Its own is set in HALLWAY_BASE_URL.")
        await next_app(scope, receive, send)


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
