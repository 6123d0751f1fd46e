"""Why not that one? Any session of the event can be asked about: what speaks for it, what is missing, its place."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Response
from msgspec import Struct

from domain.clock import utc_now
from domain.recommendations.list_state import read_tracks
from domain.recommendations.session_search import LONGEST_QUERY, MOST_FOUND, FoundSession, find_sessions
from domain.recommendations.why_not import explain_absence
from web.appearance import track_colours
from web.attendee.cards import make_card
from web.attendee.when import When, when
from web.attendee.why_not_answer import AnswerPage
from web.current_event import CurrentEvent
from web.rendering import render, wants_fragment
from web.requests import PageRequest


class FoundLine(Struct, frozen=True):
    """One session that was found."""

    session: FoundSession
    when: When
    colour: str


class WhyNotPage(Struct, frozen=True):
    """The search and what it found; `is_part` if htmx asked while somebody types."""

    query: str
    found: tuple[FoundLine, ...]
    is_part: bool
    longest: int = LONGEST_QUERY

    @property
    def title(self) -> str:
        """What the list is, for eyes and ears."""
        if not self.query:
            return "Next in the programme"
        if not self.found:
            return f"No session with “{self.query}”"
        sessions = "1 session" if len(self.found) == 1 else f"{len(self.found)} sessions"
        return f"{'The first ' if len(self.found) == MOST_FOUND else ''}{sessions} with “{self.query}”"


@get("/why-not", name="attendee.why_not")
async def show_why_not(
    request: PageRequest, event: NamedDependency[CurrentEvent], q: FromQuery[str] = ""
) -> Response[str]:
    query = " ".join(q[:LONGEST_QUERY].split())
    found = await find_sessions(request.user.id, event.id, query, event.now)
    colours = track_colours(list(await read_tracks(event.id)))
    lines = [FoundLine(one, when(event, one.starts_at, one.ends_at), colours.get(one.track or "", "")) for one in found]
    page = WhyNotPage(query, tuple(lines), wants_fragment(request))
    return render(request, "attendee/why_not/index.html", page, fragment="found")


@get("/sessions/{session_id:uuid}/why-not", name="attendee.why_not.session")
async def show_why_not_session(
    request: PageRequest, event: NamedDependency[CurrentEvent], session_id: FromPath[UUID]
) -> Response[str]:
    answer = await explain_absence(
        request.user.id, event.id, session_id, request.app.state.programmes, event.now, utc_now()
    )
    card = make_card(answer.pick, event, track_colours(list(await read_tracks(event.id))), utc_now())
    return render(request, "attendee/why_not/show.html", AnswerPage(card, answer))
