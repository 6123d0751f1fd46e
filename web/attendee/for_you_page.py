"""What For you shows: the feed, what is saved, and how the lists stand."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from domain.clock import utc_now
from domain.people.profiles import list_common_terms
from domain.recommendations.bookmarks import list_bookmarked
from domain.recommendations.for_you import read_picks
from domain.recommendations.list_state import ListState, Making
from domain.recommendations.person_picks import read_person_picks
from domain.recommendations.speaker_picks import read_speaker_picks
from web.appearance import track_colours
from web.attendee.cards import make_card
from web.attendee.feed import Feed, Show, make_feed
from web.attendee.person_cards import make_person_card
from web.attendee.saved import Saved, make_saved
from web.attendee.speaker_cards import make_speaker_card
from web.attendee.when import zone_name
from web.current_event import CurrentEvent

SUGGESTED_TERMS = 8

PagePart = Literal["for_you", "rest", "news"]


class Wanted(Struct, frozen=True):
    """What the address asks for.

    `part` is the block that htmx wants, and `seen` the version that its page shows; `is_whole` has the rest in the
    first answer; `is_profile_saved` is said where somebody comes from their profile.
    """

    show: Show
    part: PagePart
    seen: str
    is_whole: bool
    is_profile_saved: bool


class ForYouPage(Struct, frozen=True):
    """The lists and how they stand. `version` changes when they do; `suggestions` are for who has no interests."""

    wanted: Wanted
    feed: Feed
    saved: tuple[Saved, ...]
    state: ListState
    version: str
    zone: str
    suggestions: tuple[str, ...]

    @property
    def is_under_way(self) -> bool:
        return self.state.making is Making.UNDER_WAY

    @property
    def asks_every(self) -> str:
        """How long a page waits before it asks for news again: not long while somebody works on them."""
        return {Making.UNDER_WAY: "1500ms", Making.IMPROVING: "3s"}.get(self.state.making, "120s")

    @property
    def has_aside(self) -> bool:
        """Who begins is not distracted by what is still empty."""
        return bool(self.feed.has_anything or self.saved)

    @property
    def has_rest(self) -> bool:
        """Whether the cards after the first come with this answer."""
        return self.wanted.is_whole or self.wanted.part == "rest"

    @property
    def news(self) -> str:
        """What there is to say of newer lists than those that are read: `ready`, `kept`, a `Making`, or ""."""
        if self.wanted.seen and _made(self.wanted.seen) != _made(self.version):
            return "ready"
        if self.state.making is Making.IDLE and self.wanted.seen.startswith(Making.IMPROVING):
            return "kept"
        return "" if self.state.making is Making.IDLE else self.state.making.value

    @property
    def is_news_afloat(self) -> bool:
        """Whether the page has no line that the news could replace: then they lie over it, and move nothing."""
        return bool(self.wanted.seen) and self.wanted.seen.startswith(Making.IDLE)


def version_of(state: ListState) -> str:
    """What of the lists a reader would notice: what is happening, and when one was last made."""
    return f"{state.making}:{state.changed_at.timestamp() if state.changed_at else 0}"


def _made(version: str) -> str:
    return version.rpartition(":")[2]


async def read_page(user_id: UUID, event: CurrentEvent, state: ListState, wanted: Wanted) -> ForYouPage:
    """Everything, in a number of queries that does not depend on how much it is."""
    return ForYouPage(
        wanted=wanted,
        feed=await _read_feed(user_id, event, state, wanted.show),
        saved=make_saved(await list_bookmarked(user_id, event.id), event, track_colours(list(state.tracks))),
        state=state,
        version=version_of(state),
        zone=zone_name(event),
        suggestions=() if state.interests else (await list_common_terms(event.id))[:SUGGESTED_TERMS],
    )


async def _read_feed(user_id: UUID, event: CurrentEvent, state: ListState, show: Show) -> Feed:
    colours, now = track_colours(list(state.tracks)), utc_now()
    return make_feed(
        show,
        [make_card(pick, event, colours, now) for pick in await read_picks(user_id, event.id)],
        [make_speaker_card(p, event, state.own_terms, now) for p in await read_speaker_picks(user_id, event.id)],
        [make_person_card(pick, state.own_terms, now) for pick in await read_person_picks(user_id, event.id)],
    )
