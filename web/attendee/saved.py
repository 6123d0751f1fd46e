"""The sessions an attendee saved, in the order of their day; also those that left the list since."""

from msgspec import Struct

from domain.recommendations.bookmarks import BookmarkedSession
from web.attendee.when import When, when
from web.current_event import CurrentEvent


class Saved(Struct, frozen=True):
    """One line of the panel. `day_begins` if the line before it is of another day."""

    session: BookmarkedSession
    when: When
    colour: str
    day_begins: bool


def make_saved(
    sessions: tuple[BookmarkedSession, ...], event: CurrentEvent, colours: dict[str, str]
) -> tuple[Saved, ...]:
    """The panel's lines; `colours` has the colour of each track of the event."""
    lines: list[Saved] = []
    for session in sessions:
        at = when(event, session.starts_at, session.ends_at)
        day_begins = not lines or lines[-1].when.day != at.day
        lines.append(Saved(session, at, colours.get(session.track or "", ""), day_begins))
    return tuple(lines)
