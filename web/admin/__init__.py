"""The administration pages, below `/admin`."""

from litestar.handlers import BaseRouteHandler

HANDLERS: tuple[BaseRouteHandler, ...] = ()
