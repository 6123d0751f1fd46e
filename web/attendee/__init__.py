"""The pages of an attendee, below `/events/{slug}`."""

from litestar.handlers import BaseRouteHandler

HANDLERS: tuple[BaseRouteHandler, ...] = ()
