"""A schedule as Hallway understands it, whatever file it came in."""

from datetime import date, datetime

from msgspec import Struct


class ParsedRoom(Struct, frozen=True, kw_only=True):
    """A room; `position` is its place in the schedule's own order."""

    name: str
    capacity: int | None = None
    position: int = 0


class ParsedSpeaker(Struct, frozen=True, kw_only=True):
    """A person of the schedule; `key` is their guid, else id, else code, else made of their name."""

    key: str
    name: str
    biography: str = ""


class Speaking(Struct, frozen=True):
    """Somebody's part in a session; `role` is keynote, speaker, panelist, moderator or not said."""

    speaker: str
    role: str | None = None


class ParsedSession(Struct, frozen=True, kw_only=True):
    """A session that can be taken: `key` is unique in its schedule, texts are plain, times aware and in UTC."""

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    subtitle: str = ""
    description: str = ""
    room: str | None = None
    track: str | None = None
    format: str | None = None
    language: str | None = None
    is_recorded: bool | None = None
    virtual_link: str | None = None
    tags: tuple[str, ...] = ()
    speakers: tuple[Speaking, ...] = ()


class NotTaken(Struct, frozen=True):
    """A row that was left out: where it stands in the file, its title as far as it has one, and why."""

    place: str
    title: str
    reason: str


class Zone(Struct, frozen=True):
    """The IANA zone in which times without an offset were read, and who said so."""

    name: str
    source: str


class ParsedSchedule(Struct, frozen=True, kw_only=True):
    """What a file says; `not_taken` are its rows that could not be used, `notices` what had to be assumed."""

    format: str
    title: str
    zone: Zone
    place: str = ""
    version: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    rooms: tuple[ParsedRoom, ...] = ()
    speakers: tuple[ParsedSpeaker, ...] = ()
    sessions: tuple[ParsedSession, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    notices: tuple[str, ...] = ()
