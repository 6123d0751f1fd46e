"""The pages of an attendee, below `/events/{slug}`."""

from litestar.handlers import BaseRouteHandler

from web.attendee.bookmarks import delete_bookmark, save_bookmark
from web.attendee.dismissals import delete_dismissal, save_dismissal
from web.attendee.for_you import show_for_you
from web.attendee.me import save_me, show_me

HANDLERS: tuple[BaseRouteHandler, ...] = (
    show_for_you,
    # Forms know GET and POST only, so taking something back is a POST to its own `/delete`, with and without htmx.
    save_bookmark,
    delete_bookmark,
    save_dismissal,
    delete_dismissal,
    show_me,
    save_me,
)
