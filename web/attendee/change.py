"""The answer to a change of one session: to htmx its card, what is saved and a word for who listens; else a page."""

from typing import Literal
from uuid import UUID

from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_303_SEE_OTHER
from msgspec import Struct

from domain.clock import utc_now
from domain.recommendations.bookmarks import list_bookmarked
from domain.recommendations.for_you import find_pick
from domain.recommendations.list_state import read_tracks
from web.appearance import track_colours
from web.attendee.cards import Card, make_card
from web.attendee.saved import Saved, make_saved
from web.current_event import CurrentEvent
from web.rendering import render, wants_fragment
from web.requests import PageRequest

# Where a form without a script leads back to.
Back = Literal["all", "sessions", "why_not"]


class Change(Struct, frozen=True):
    """What a change makes new. `card` is None if the session is not in the list; `is_whole` if more than its footer."""

    card: Card | None
    saved: tuple[Saved, ...]
    said: str
    is_whole: bool


async def answer_change(
    request: PageRequest,
    event: CurrentEvent,
    session_id: UUID,
    said: str,
    *,
    back: Back,
    focus: str,
    is_whole: bool = False,
) -> Response[str] | Redirect:
    """Draw the card of a session anew, with the focus on one of its controls: `level`, `save`, `undo` or `dismiss`."""
    if not wants_fragment(request):
        return Redirect(_address(request, event, session_id, back), status_code=HTTP_303_SEE_OTHER)
    colours = track_colours(list(await read_tracks(event.id)))
    pick = await find_pick(request.user.id, event.id, session_id)
    card = make_card(pick, event, colours, utc_now(), focus) if pick else None
    saved = make_saved(await list_bookmarked(request.user.id, event.id), event, colours)
    return render(request, "attendee/for_you/change.html", Change(card, saved, said, is_whole))


def _address(request: PageRequest, event: CurrentEvent, session_id: UUID, back: Back) -> str:
    if back == "why_not":
        return request.app.route_reverse("attendee.why_not.session", slug=event.slug, session_id=session_id)
    return (
        f"{request.app.route_reverse('attendee.for_you', slug=event.slug)}?show={back}&whole=yes#session-{session_id}"
    )
