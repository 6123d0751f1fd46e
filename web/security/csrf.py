"""CSRF: a signed token in a cookie, sent back by each form as `_csrf_token` or by htmx in a header."""

from typing import Any

from litestar import Request
from litestar.config.csrf import CSRFConfig
from litestar.utils.scope.state import ScopeState

from domain.settings import Settings

HEADER = "x-csrf-token"


def csrf_config(settings: Settings) -> CSRFConfig:
    """The check of every POST, PUT, PATCH and DELETE; the `__Host-` prefix keeps a neighbour from setting it."""
    return CSRFConfig(
        secret=settings.secret_key.get_secret_value(),
        cookie_name="__Host-hallway-csrf" if settings.is_https else "hallway-csrf",
        cookie_secure=settings.is_https,
        cookie_httponly=True,
        cookie_samesite="lax",
        header_name=HEADER,
        exclude_from_csrf_key="without_csrf",
    )


def csrf_token(request: Request[Any, Any, Any]) -> str:
    """The token for this answer's forms; empty where the check was never reached, as on some error pages."""
    token = ScopeState.from_scope(request.scope).csrf_token
    return token if isinstance(token, str) else ""
