"""A schedule's rows as they stand in the file: text nobody has checked yet, the same for every format."""

from msgspec import Struct, field


class SourceRoom(Struct, frozen=True, kw_only=True):
    name: str | None = None
    capacity: str | None = None


class SourcePerson(Struct, frozen=True, kw_only=True):
    guid: str | None = None
    id: str | None = None
    code: str | None = None
    name: str | None = None
    biography: str | None = None
    role: str | None = None


class SourceDay(Struct, frozen=True, kw_only=True):
    """A day of the conference, which may last beyond midnight: `start` and `end` are its own bounds."""

    date: str | None = None
    start: str | None = None
    end: str | None = None


class SourceLink(Struct, frozen=True):
    title: str
    url: str


class SourceEvent(Struct, frozen=True, kw_only=True):
    """One row; `place` says where it stands in the file, in words for the report."""

    place: str
    guid: str | None = None
    id: str | None = None
    code: str | None = None
    title: str | None = None
    subtitle: str | None = None
    abstract: str | None = None
    description: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    duration: str | None = None
    room: str | None = None
    track: str | None = None
    type: str | None = None
    language: str | None = None
    do_not_record: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[SourceLink, ...] = ()
    persons: tuple[SourcePerson, ...] = ()
    day: SourceDay = field(default_factory=SourceDay)


class SourceConference(Struct, frozen=True, kw_only=True):
    """What the file says of the conference as a whole."""

    title: str | None = None
    acronym: str | None = None
    venue: str | None = None
    city: str | None = None
    version: str | None = None
    start: str | None = None
    end: str | None = None
    time_zone: str | None = None
    slot_duration: str | None = None
    day_change: str | None = None


class SourceSchedule(Struct, frozen=True, kw_only=True):
    """All rows of a file; `malformed` are those that are not even rows, as (place, reason)."""

    format: str
    conference: SourceConference
    rooms: tuple[SourceRoom, ...] = ()
    lists_rooms: bool = False
    events: tuple[SourceEvent, ...] = ()
    malformed: tuple[tuple[str, str], ...] = ()
