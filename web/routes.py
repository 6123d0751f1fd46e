"""The map of all routes with their guards: what is public, what is an attendee's, what is an administrator's."""

from collections.abc import Sequence

from litestar import Router
from litestar.di import Provide

from web import admin, attendee
from web.current_event import provide_event
from web.security.guards import require_admin, require_sign_in


def routes() -> Sequence[Router]:
    """Every router of the site."""
    return (
        Router(
            "/events/{slug:str}",
            route_handlers=attendee.HANDLERS,
            guards=[require_sign_in],
            dependencies={"event": Provide(provide_event)},
        ),
        Router("/admin", route_handlers=admin.HANDLERS, guards=[require_admin]),
    )
