"""Sessions: what is known of each and who says it, filtered, searched and page by page."""

from urllib.parse import urlencode
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery
from litestar.response import Response
from msgspec import Struct

from domain.programme import session_list
from domain.programme.effective import Field
from domain.programme.session_layers import SessionLayers
from domain.programme.session_list import Show
from web.current_event import CurrentEvent
from web.moments import day_and_time
from web.organizer.words import LABELS, ORDER, Mark, mark_of
from web.rendering import render
from web.requests import PageRequest

SHOWN_VALUES = 4
FILTERS: dict[Show, str] = {
    "all": "All sessions",
    "derived": "Something derived",
    "model": "Something by the model",
    "corrected": "Something corrected",
    "lacks_tags": "No tags",
    "lacks_difficulty": "No level",
    "lacks_outcomes": "No outcomes",
    "lacks_target_audience": "No audience",
    "lacks_abstract": "No abstract",
    "lacks_speakers": "No speakers",
}


class Cell(Struct, frozen=True):
    """One field of a session: its first values, how many more there are, and who says it."""

    label: str
    values: tuple[str, ...]
    more: int
    mark: Mark


class SessionLine(Struct, frozen=True):
    """One session; `when` is in the event's zone."""

    id: UUID
    title: str
    when: str
    place: str
    cells: tuple[Cell, ...]


class Wanted(Struct, frozen=True):
    """What the query asks for; "" of a form is no title."""

    show: Show
    title: str
    after: UUID | None

    def query(self, after: UUID | None = None) -> str:
        """The query of the same list, from its start or after a session."""
        values = {"show": self.show if self.show != "all" else "", "title": self.title, "after": after}
        return urlencode({key: value for key, value in values.items() if value})


class SessionsPage(Struct, frozen=True, kw_only=True):
    """The list; `filters` are all that there are, by their keys."""

    lines: tuple[SessionLine, ...]
    wanted: Wanted
    total: int
    next_after: UUID | None
    filters: dict[Show, str]


async def provide_wanted(
    show: FromQuery[Show] = "all", title: FromQuery[str] = "", after: FromQuery[UUID | None] = None
) -> Wanted:
    """The query, with what is left open."""
    return Wanted(show, title.strip(), after)


@get("/sessions", name="organizer.sessions", dependencies={"wanted": Provide(provide_wanted)})
async def list_sessions(
    request: PageRequest, event: NamedDependency[CurrentEvent], wanted: NamedDependency[Wanted]
) -> Response[str]:
    found = await session_list.list_sessions(event.id, wanted.show, wanted.title, wanted.after)
    lines = tuple([make_line(session, event) for session in found.sessions])
    page = SessionsPage(lines=lines, wanted=wanted, total=found.total, next_after=found.next_after, filters=FILTERS)
    return render(request, "organizer/sessions/index.html", page, fragment="session_list")


def make_line(session: SessionLayers, event: CurrentEvent) -> SessionLine:
    """A session as a row of the table."""
    when = day_and_time(session.starts_at.astimezone(event.zone))
    place = " · ".join(part for part in (session.room, session.track) if part)
    return SessionLine(session.id, session.title, when, place, tuple([_cell(session, field) for field in ORDER]))


def _cell(session: SessionLayers, field: Field) -> Cell:
    layers = session.fields[field]
    values = layers.counts
    return Cell(LABELS[field], values[:SHOWN_VALUES], max(0, len(values) - SHOWN_VALUES), mark_of(layers, session))
