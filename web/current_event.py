"""The event a page belongs to: found by its slug, and only for those who take part in it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from domain.clock import conference_now, utc_now
from domain.errors import NotFound
from domain.tables import Event
from web.moments import date_range
from web.requests import PageRequest
from web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CurrentEvent:
    """An event as handlers and layouts need it; `now` is the event's own clock, in its own zone."""

    id: UUID
    slug: str
    name: str
    place: str
    dates: str
    zone: ZoneInfo
    now: datetime

    @property
    def place_and_dates(self) -> str:
        return ", ".join(part for part in (self.place, self.dates) if part)


async def require_participation(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A guard: finds the event in the path and keeps it in the scope, for the handler and the layout.

    Raises: `NotFound` for an unknown event, and for one of other people: whether it exists is not theirs to know.
    """
    viewer: Viewer = connection.scope["user"]
    slug = connection.path_params["slug"]
    row = await Event.objects().get(Event.slug == slug) if viewer.takes_part_in(slug) else None
    if row is None:
        raise NotFound("There is no event at this address, or you do not take part in it.")
    connection.scope["state"]["event"] = as_current(row, utc_now())


async def require_organizer(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A guard: as `require_participation`, for who organizes the event, and for administrators.

    Raises: `NotFound` for everybody else: attendees are not told either what there is.
    """
    viewer: Viewer = connection.scope["user"]
    slug = connection.path_params["slug"]
    row = await Event.objects().get(Event.slug == slug) if viewer.may_look_into(slug) else None
    if row is None:
        raise NotFound("There is no event at this address, or you do not organize it.")
    connection.scope["state"]["event"] = as_current(row, utc_now())


def provide_event(request: PageRequest) -> CurrentEvent:
    """The event that the guard has let through."""
    event: CurrentEvent = request.scope["state"]["event"]
    return event


def as_current(row: Event, now: datetime) -> CurrentEvent:
    """An event's row as pages need it, at `now` by the world's clock."""
    zone = ZoneInfo(row.time_zone)
    return CurrentEvent(
        id=row.id,
        slug=row.slug,
        name=row.name,
        place=row.place,
        dates=date_range(row.starts_on, row.ends_on),
        zone=zone,
        now=conference_now(now.astimezone(UTC), row.clock_offset).astimezone(zone),
    )
