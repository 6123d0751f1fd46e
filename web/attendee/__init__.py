"""The pages of an attendee, below `/events/{slug}`."""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.response import Redirect

from web.attendee.bookmarks import delete_bookmark, save_bookmark
from web.attendee.dismissals import delete_dismissal, save_dismissal
from web.attendee.for_you import show_for_you
from web.attendee.me import save_me, show_me
from web.attendee.why_not import show_why_not, show_why_not_session
from web.current_event import CurrentEvent
from web.rendering import see_other
from web.requests import PageRequest


@get("/", name="attendee")
async def show_event(request: PageRequest, event: NamedDependency[CurrentEvent]) -> Redirect:
    return see_other(request, "attendee.for_you", slug=event.slug)


HANDLERS: tuple[BaseRouteHandler, ...] = (
    show_event,
    show_for_you,
    show_why_not,
    show_why_not_session,
    # Forms know GET and POST only, so taking something back is a POST to its own `/delete`, with and without htmx.
    save_bookmark,
    delete_bookmark,
    save_dismissal,
    delete_dismissal,
    show_me,
    save_me,
)
