"""For you: the sessions recommended to an attendee, with why, and what they did with them."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Response
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Struct

from domain.clock import utc_now
from domain.people.profiles import list_common_terms
from domain.recommendations.bookmarks import list_bookmarked
from domain.recommendations.expiry import renew_if_expired
from domain.recommendations.for_you import Pick, read_picks
from domain.recommendations.list_state import ListState, Making, read_list_state
from web.appearance import track_colours
from web.attendee.cards import Card, make_card
from web.attendee.saved import Saved, make_saved
from web.attendee.when import zone_name
from web.current_event import CurrentEvent
from web.rendering import render, wants_fragment
from web.requests import PageRequest

SUGGESTED_TERMS = 8


class Section(Struct, frozen=True):
    """The cards of one source of scores: `matches`, `texts`, or `over` for what has ended, whatever its source."""

    key: str
    cards: tuple[Card, ...]


class ForYouPage(Struct, frozen=True):
    """The list and how it stands. `version` changes when the list does; `suggestions` are for who has no interests."""

    sections: tuple[Section, ...]
    saved: tuple[Saved, ...]
    state: ListState
    version: str
    pick_count: int
    zone: str
    suggestions: tuple[str, ...]
    is_profile_saved: bool

    @property
    def is_under_way(self) -> bool:
        return self.state.making is Making.UNDER_WAY

    @property
    def has_aside(self) -> bool:
        """Who begins is not distracted by what is still empty."""
        return bool(self.sections or self.saved)


@get("/for-you", name="attendee.for_you")
async def show_for_you(
    request: PageRequest,
    event: NamedDependency[CurrentEvent],
    seen: FromQuery[str] = "",
    profile: FromQuery[str] = "",
) -> Response[str]:
    """`seen` is the version that a waiting page shows: while it is the newest, the answer is empty."""
    state = await _state(request.user.id, event.id)
    if wants_fragment(request) and seen == _version(state):
        return Response("", status_code=HTTP_204_NO_CONTENT)
    page = await _page(request, event, state, profile)
    return render(request, "attendee/for_you/index.html", page, fragment="for_you")


async def _state(user_id: UUID, event_id: UUID) -> ListState:
    """A list that ran out is made anew when its owner looks at it; the old one stays on the page meanwhile."""
    state = await read_list_state(user_id, event_id)
    if await renew_if_expired(user_id, event_id, state, utc_now()):
        return await read_list_state(user_id, event_id)
    return state


async def _page(request: PageRequest, event: CurrentEvent, state: ListState, profile: str) -> ForYouPage:
    picks = await read_picks(request.user.id, event.id)
    colours = track_colours(list(state.tracks))
    return ForYouPage(
        sections=_sections(picks, event, colours),
        saved=make_saved(await list_bookmarked(request.user.id, event.id), event, colours),
        state=state,
        version=_version(state),
        pick_count=sum(not pick.is_dismissed for pick in picks),
        zone=zone_name(event),
        suggestions=() if state.interests else (await list_common_terms(event.id))[:SUGGESTED_TERMS],
        is_profile_saved=profile == "saved",
    )


def _sections(picks: tuple[Pick, ...], event: CurrentEvent, colours: dict[str, str]) -> tuple[Section, ...]:
    cards: dict[str, list[Card]] = {"matches": [], "texts": [], "over": []}
    now = utc_now()
    for card in [make_card(pick, event, colours, now) for pick in picks]:
        cards["over" if card.when.is_over else "matches" if card.is_match else "texts"].append(card)
    return tuple([Section(key, tuple(found)) for key, found in cards.items() if found])


def _version(state: ListState) -> str:
    return f"{state.making}:{state.generated_at.timestamp() if state.generated_at else 0}"
