"""CSRF: a signed token in a cookie, sent back by each form as `_csrf_token` or by htmx in a header."""

from litestar.config.csrf import CSRFConfig
from litestar.utils.scope.state import ScopeState

from domain.settings import Settings
from web.requests import AnyRequest
from web.security.cookies import cookie_name

HEADER = "x-csrf-token"


def csrf_config(settings: Settings) -> CSRFConfig:
    """The check of every POST, PUT, PATCH and DELETE; routes with `opt={"without_csrf": True}` set no cookie."""
    return CSRFConfig(
        secret=settings.secret_key.get_secret_value(),
        cookie_name=cookie_name(settings, "csrf"),
        cookie_secure=settings.is_https,
        cookie_httponly=True,
        cookie_samesite="lax",
        header_name=HEADER,
        exclude_from_csrf_key="without_csrf",
    )


def csrf_token(request: AnyRequest) -> str:
    """The token for this answer's forms; empty where the check was never reached, as on some error pages."""
    token = ScopeState.from_scope(request.scope).csrf_token
    return token if isinstance(token, str) else ""
