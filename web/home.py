"""The front door: it leads each person to their first page."""

from litestar import get
from litestar.response import Redirect, Response

from web.rendering import render, see_other
from web.requests import AnyRequest
from web.viewer import Viewer


@get("/", name="home")
async def show_home(request: AnyRequest) -> Redirect | Response[str]:
    viewer: Viewer | None = request.scope.get("user")
    if viewer is None:
        return see_other(request, "sign_in")
    if viewer.is_admin:
        return see_other(request, "admin.jobs")
    if viewer.events:
        return see_other(request, "attendee.for_you", slug=viewer.events[0].slug)
    return render(request, "home/nowhere.html")
