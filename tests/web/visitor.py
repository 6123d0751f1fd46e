"""A visitor: a browser without its window, that keeps cookies and sends each form's token."""

from typing import Any
from uuid import UUID

import httpx
from litestar.types import ASGIApp

from domain.clock import utc_now
from domain.people.browser_sessions import open_session
from domain.settings import Settings
from web.security.cookies import cookie_name

ADDRESS = "http://127.0.0.1"


class Visitor:
    """Somebody at the site, signed in or not."""

    def __init__(self, app: ASGIApp, settings: Settings, address: str = ADDRESS) -> None:
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # Litestar's types are stricter than httpx's
        self.client = httpx.AsyncClient(transport=transport, base_url=address)
        self._settings = settings

    @property
    def session_token(self) -> str | None:
        return self.client.cookies.get(cookie_name(self._settings, "session"))

    @session_token.setter
    def session_token(self, token: str) -> None:
        self.client.cookies.set(cookie_name(self._settings, "session"), token, domain="127.0.0.1")

    async def be(self, user_id: UUID) -> None:
        """Sign in without the site's help."""
        self.session_token = await open_session(user_id, utc_now())

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.client.get(path, **options)

    async def post(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> httpx.Response:
        """Send a form with its token."""
        data = {"_csrf_token": await self.token(), **(fields or {})}
        return await self.client.post(path, data=data, **options)

    async def token(self) -> str:
        """The token of this visitor's forms."""
        name = cookie_name(self._settings, "csrf")
        if name not in self.client.cookies:
            await self.client.get("/sign-in/sent")
        return self.client.cookies[name]
