"""The pages of an event's organizers, below `/events/{slug}/organizer`."""

from litestar.handlers import BaseRouteHandler

from web.organizer.quality import show_quality
from web.organizer.session import save_session, show_session
from web.organizer.sessions import list_sessions

HANDLERS: tuple[BaseRouteHandler, ...] = (show_quality, list_sessions, show_session, save_session)
