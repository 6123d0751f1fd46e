"""One helper turns a template and its typed context into an answer: the page, or one fragment of it for htmx."""

from typing import Any

from jinja2_fragments import render_block
from litestar.enums import MediaType
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER
from markupsafe import Markup, escape
from msgspec import Struct

from web.notices import PURPOSE, Notice
from web.requests import AnyRequest
from web.security.cookies import make_cookie
from web.security.csrf import csrf_token

VARY = "HX-Request, HX-Request-Type"


def render(
    request: AnyRequest,
    template: str,
    page: Struct | None = None,
    *,
    fragment: str | None = None,
    status: int = HTTP_200_OK,
    headers: dict[str, str] | None = None,
) -> Response[str]:
    """Render `template` with `page`; to htmx asking for a part, only the block named `fragment`.

    Templates see `page`, `viewer` and `event` (either may be None), `csrf_token`, `csrf_input` for forms, and the
    layout's `notice`.
    """
    environment = request.app.state.templates
    notice = Notice(request)
    context = {**_context(request, page), "notice": notice}
    if fragment and wants_fragment(request):
        content = render_block(environment, template, fragment, context)
    else:
        content = environment.get_template(template).render(context)
    said = [make_cookie(request.app.state.settings, PURPOSE, "", 0)] if notice.is_taken else []
    headers = {"Vary": VARY, **(headers or {})}
    return Response(content, media_type=MediaType.HTML, status_code=status, headers=headers, cookies=said)


def see_other(request: AnyRequest, route: str, **path_parameters: str) -> Redirect:
    """Send the browser on after a change, to be fetched with GET."""
    return Redirect(request.app.route_reverse(route, **path_parameters), status_code=HTTP_303_SEE_OTHER)


def wants_fragment(request: AnyRequest) -> bool:
    """Whether htmx asks for a part of a page; it wants whole pages when it follows a link or goes back in history."""
    is_htmx = request.headers.get("HX-Request") == "true"
    return is_htmx and request.headers.get("HX-Request-Type") != "full"


def _context(request: AnyRequest, page: Struct | None) -> dict[str, Any]:
    token = csrf_token(request)
    return {
        "page": page,
        "viewer": request.scope.get("user"),
        "event": request.scope["state"].get("event"),
        "csrf_token": token,
        "csrf_input": Markup('<input type="hidden" name="_csrf_token" value="{}">').format(escape(token)),
    }
