"""The feed: sessions, speakers and people one under the other, or one kind of them; the first cards before the rest."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from web.attendee.cards import Card
from web.attendee.person_cards import PersonCard
from web.attendee.speaker_cards import SpeakerCard

Show = Literal["all", "sessions", "speakers", "people"]
Entry: TypeAlias = Card | SpeakerCard | PersonCard

# What a phone shows before anybody scrolls; the rest follows.
FIRST = 3
# Scores of sessions and of people do not compare, so kinds take turns, and each keeps its own order.
TURNS: tuple[Show, ...] = ("sessions", "sessions", "speakers", "sessions", "sessions", "people")
LABELS: dict[Show, str] = {"all": "All", "sessions": "Sessions", "speakers": "Speakers", "people": "People"}


class Tab(Struct, frozen=True):
    """One kind of entries, and how many there are."""

    key: Show
    label: str
    count: int


class Feed(Struct, frozen=True):
    """`first` are the cards of the first answer and `rest` those after them; `over` are sessions that have ended."""

    tabs: tuple[Tab, ...]
    first: tuple[Entry, ...]
    rest: tuple[Entry, ...]
    over: tuple[Card, ...]

    @property
    def rest_count(self) -> int:
        return len(self.rest) + len(self.over)

    @property
    def is_empty(self) -> bool:
        return not (self.first or self.over)

    @property
    def has_anything(self) -> bool:
        """Whether there is an entry of any kind."""
        return any(tab.count for tab in self.tabs)


def make_feed(
    show: Show, sessions: Sequence[Card], speakers: Sequence[SpeakerCard], people: Sequence[PersonCard]
) -> Feed:
    """Each kind in the order given, best first; `show` says which of them."""
    coming = [card for card in sessions if not card.when.is_over]
    kinds: dict[Show, Sequence[Entry]] = {"sessions": coming, "speakers": speakers, "people": people}
    entries = list(take_turns(kinds)) if show == "all" else list(kinds[show])
    is_about_sessions = show in ("all", "sessions")
    return Feed(
        tabs=_tabs(len(sessions), len(speakers), len(people)),
        first=tuple(entries[:FIRST]),
        rest=tuple(entries[FIRST:]),
        over=tuple(card for card in sessions if card.when.is_over) if is_about_sessions else (),
    )


def take_turns(kinds: dict[Show, Sequence[Entry]]) -> Iterator[Entry]:
    """All entries by turns; a kind that has ended is passed over."""
    waiting = {kind: iter(entries) for kind, entries in kinds.items()}
    for kind in cycle(TURNS):
        if not waiting:
            return
        if kind in waiting:
            if entry := next(waiting[kind], None):
                yield entry
            else:
                del waiting[kind]


def _tabs(*counts: int) -> tuple[Tab, ...]:
    keys: tuple[Show, ...] = get_args(Show)
    return tuple([Tab(key, LABELS[key], count) for key, count in zip(keys, (sum(counts), *counts), strict=True)])
