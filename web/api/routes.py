"""The routes below `/api/v1`: the documentation is public, everything else wants a token."""

from litestar import Router

from web.api import oracle
from web.api.bodies import BODY_LIMIT_BYTES, require_json
from web.api.documentation import show_documentation, show_openapi
from web.api.limits import limit_caller
from web.security.bearer import require_token


def api_router() -> Router:
    """No cookie is read or set here, so that no browser can be made to ask in somebody's name."""
    return Router(
        "/api/v1",
        route_handlers=[
            show_openapi,
            show_documentation,
            Router("/oracle", route_handlers=oracle.HANDLERS, guards=[require_token, limit_caller]),
        ],
        before_request=require_json,
        request_max_body_size=BODY_LIMIT_BYTES,
        opt={"without_session": True, "without_csrf": True},
    )
