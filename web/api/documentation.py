"""The API described: in OpenAPI for programs, and on a page for people that needs no other server."""

from litestar import get
from litestar.response import Response

from web.api.openapi import Json, describe_api
from web.api.reference import read_reference
from web.rendering import render
from web.requests import AnyRequest


@get("/openapi.json", name="api.openapi")
async def show_openapi(request: AnyRequest) -> Json:
    return describe_api(request.app)


@get("/docs", name="api.documentation")
async def show_documentation(request: AnyRequest) -> Response[str]:
    address = str(request.app.state.settings.base_url).rstrip("/")
    return render(request, "api/documentation/index.html", read_reference(describe_api(request.app), address))
