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
        return see_other(request, "admin.overview")
    if viewer.events:
        first = viewer.events[0].slug
        return see_other(request, "organizer.quality" if viewer.organizes(first) else "attendee.for_you", slug=first)
    return render(request, "home/nowhere.html")
