"""What the demo conference is made of."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Room:
    """A room; sessions name it by its slug."""

    slug: str
    name: str
    floor: str
    capacity: int


@dataclass(frozen=True)
class Appearance:
    """Somebody on stage; `role` is keynote, speaker, panelist or moderator."""

    speaker: str
    role: str


@dataclass(frozen=True)
class Session:
    """A session in its place in the grid. Times are aware, in the conference's zone; `track` is None for plenaries."""

    code: str
    title: str
    abstract: str
    format: str
    difficulty: str
    track: str | None
    tags: tuple[str, ...]
    outcomes: tuple[str, ...]
    audience: tuple[str, ...]
    is_recorded: bool
    appearances: tuple[Appearance, ...]
    room: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Speaker:
    """A person on stage; `offerings` is what they are open to in the breaks."""

    slug: str
    name: str
    title: str
    company: str
    industry: str
    bio: str
    expertise: tuple[str, ...]
    offerings: tuple[str, ...]
    email: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody with a profile. `knows` and `bookmarks` hold only what was written by hand."""

    slug: str
    email: str
    name: str
    role: str
    company: str
    industry: str
    about: str
    interests: tuple[str, ...]
    goals: tuple[str, ...]
    skills_to_offer: tuple[str, ...]
    skills_needed: tuple[str, ...]
    preferred_difficulty: str
    languages: tuple[str, ...]
    admin: str = "none"
    registered_as: tuple[str, ...] = ("attendee",)
    knows: tuple[str, ...] = ()
    bookmarks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Bookmark:
    """A saved session; `level` is must, want or backup."""

    person: str
    session: str
    level: str


@dataclass(frozen=True)
class Conference:
    """The whole of it. People and speakers share their slugs: Sam is one of each."""

    slug: str
    name: str
    place: str
    time_zone: str
    days: tuple[date, ...]
    rooms: tuple[Room, ...]
    sessions: tuple[Session, ...]
    speakers: tuple[Speaker, ...]
    people: tuple[Person, ...]
    bookmarks: tuple[Bookmark, ...]
    connections: tuple[tuple[str, str], ...]
