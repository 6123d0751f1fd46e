"""Me: what an attendee tells Hallway of themselves. One profile for all events; each change makes new lists."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_422_UNPROCESSABLE_ENTITY

from domain.people.profiles import InvalidProfile, list_common_terms, read_profile, save_profile
from web.attendee.profile_form import filled_from, parse
from web.current_event import CurrentEvent
from web.rendering import render
from web.requests import PageRequest


@get("/me", name="attendee.me")
async def show_me(
    request: PageRequest, event: NamedDependency[CurrentEvent], interest: FromQuery[list[str] | None] = None
) -> Response[str]:
    """`interest` adds to the form what was chosen elsewhere; it is saved with the rest."""
    profile = await read_profile(request.user.id)
    page = filled_from(profile, await list_common_terms(event.id), added=tuple(interest or ()))
    return render(request, "attendee/me/index.html", page)


@post("/me", name="attendee.me.save")
async def save_me(request: PageRequest, event: NamedDependency[CurrentEvent]) -> Response[str] | Redirect:
    profile = parse(await request.form())
    try:
        await save_profile(request.user.id, profile)
    except InvalidProfile as error:
        page = filled_from(profile, await list_common_terms(event.id), problems=error.problems)
        return render(request, "attendee/me/index.html", page, status=HTTP_422_UNPROCESSABLE_ENTITY)
    path = request.app.route_reverse("attendee.for_you", slug=event.slug)
    return Redirect(f"{path}?profile=saved", status_code=HTTP_303_SEE_OTHER)
