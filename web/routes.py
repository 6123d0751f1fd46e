"""The map of all routes with their guards: what is public, an attendee's, an organizer's, an administrator's."""

from collections.abc import Sequence

from litestar import Router
from litestar.di import Provide

from web import admin, attendee, organizer
from web.api.routes import api_router
from web.assets import show_static_file
from web.current_event import provide_event, require_organizer, require_participation
from web.health import show_liveness, show_readiness
from web.home import show_home
from web.inbox import show_inbox
from web.metrics import show_metrics
from web.security.guards import require_admin, require_sign_in
from web.sign_in.demo import sign_in_as
from web.sign_in.form import request_link, show_link_sent, show_sign_in
from web.sign_in.links import leave, show_link, use_link_once

PUBLIC = (
    show_home,
    show_static_file,
    show_liveness,
    show_readiness,
    show_metrics,
    show_sign_in,
    request_link,
    show_link_sent,
    show_link,
    use_link_once,
    leave,
)
DEMO = (sign_in_as, show_inbox)


def routes(*, demo: bool) -> Sequence[Router]:
    """Every router of the site; the demo's own are not there at all outside of it."""
    return (
        Router("/", route_handlers=[*PUBLIC, *(DEMO if demo else ())]),
        Router(
            "/events/{slug:str}",
            route_handlers=attendee.HANDLERS,
            guards=[require_sign_in, require_participation],
            dependencies={"event": Provide(provide_event, sync_to_thread=False)},
        ),
        Router(
            "/events/{slug:str}/organizer",
            route_handlers=organizer.HANDLERS,
            guards=[require_sign_in, require_organizer],
            dependencies={"event": Provide(provide_event, sync_to_thread=False)},
        ),
        Router("/admin", route_handlers=admin.HANDLERS, guards=[require_admin]),
        api_router(),
    )
