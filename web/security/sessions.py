"""Sessions: who is signed in is looked up for each request, by the token in a cookie."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from domain.clock import utc_now
from domain.people.browser_sessions import LIFETIME, close_session, find_session, open_session
from domain.settings import Settings
from domain.work.origin import VISITOR, asked_by, person
from web.requests import AnyRequest
from web.security.cookies import cookie_name, make_cookie
from web.viewer import Viewer, load_viewer

PURPOSE = "session"


class SessionMiddleware(ASGIMiddleware):
    """Puts the `Viewer`, or None, into the scope; routes with `opt={"without_session": True}` need none."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = "without_session"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        viewer = scope["user"] = await _find_viewer(ASGIConnection(scope), self._settings)
        with asked_by(person(viewer.id) if viewer else VISITOR):
            await next_app(scope, receive, send)


async def sign_in(request: AnyRequest, viewer: Viewer) -> Cookie:
    """Start a session for `viewer`, end the one the browser had, and return the cookie to set."""
    settings: Settings = request.app.state.settings
    if old := request.cookies.get(cookie_name(settings, PURPOSE)):
        await close_session(old)
    token = await open_session(viewer.id, utc_now())
    return make_cookie(settings, PURPOSE, token, int(LIFETIME.total_seconds()))


async def sign_out(request: AnyRequest) -> Cookie:
    """End the browser's session, and return the cookie that removes its token."""
    settings: Settings = request.app.state.settings
    if token := request.cookies.get(cookie_name(settings, PURPOSE)):
        await close_session(token)
    return make_cookie(settings, PURPOSE, "", 0)


async def _find_viewer(connection: ASGIConnection[Any, Any, Any, Any], settings: Settings) -> Viewer | None:
    token = connection.cookies.get(cookie_name(settings, PURPOSE))
    user_id = await find_session(token, utc_now()) if token else None
    return await load_viewer(user_id) if user_id else None
