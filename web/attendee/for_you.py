"""For you: sessions, speakers and people recommended to an attendee, with why, and what they did with them."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery
from litestar.response import Response
from litestar.status_codes import HTTP_204_NO_CONTENT

from domain.clock import utc_now
from domain.recommendations.expiry import look_at, renew_if_expired
from domain.recommendations.list_state import ListState, read_list_state
from web.attendee.feed import Show
from web.attendee.for_you_page import PagePart, Wanted, read_page, version_of
from web.current_event import CurrentEvent
from web.rendering import render, wants_fragment
from web.requests import PageRequest


async def provide_wanted(
    show: FromQuery[Show] = "all",
    part: FromQuery[PagePart] = "for_you",
    seen: FromQuery[str] = "",
    whole: FromQuery[str] = "",
    profile: FromQuery[str] = "",
) -> Wanted:
    """The query, with what is left open."""
    return Wanted(show, part, seen, whole == "yes", profile == "saved")


@get("/for-you", name="attendee.for_you", dependencies={"wanted": Provide(provide_wanted)})
async def show_for_you(
    request: PageRequest, event: NamedDependency[CurrentEvent], wanted: NamedDependency[Wanted]
) -> Response[str]:
    """While what a waiting page shows is the newest, the answer to it is empty."""
    state = await _state(request, event.id)
    if wants_fragment(request) and wanted.seen == version_of(state):
        return Response("", status_code=HTTP_204_NO_CONTENT)
    page = await read_page(request.user.id, event, state, wanted)
    return render(request, "attendee/for_you/index.html", page, fragment=wanted.part)


async def _state(request: PageRequest, event_id: UUID) -> ListState:
    """A list that ran out is made anew when its owner looks at it; the old one stays on the page meanwhile."""
    user_id, now = request.user.id, utc_now()
    state = await read_list_state(user_id, event_id)
    if not wants_fragment(request):
        request.app.state.list_lookups[look_at(state, now)] += 1
    if await renew_if_expired(user_id, event_id, state, now):
        return await read_list_state(user_id, event_id)
    return state
