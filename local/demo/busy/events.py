"""Two small events of other shapes beside Northbound: another place, zone, length and size."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import product
from random import Random
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from local.demo.attendees import Kind, draw_attendees
from local.demo.choices import draw_bookmarks, draw_connections
from local.demo.conference import SEED
from local.demo.model import Appearance, Conference, Person, Room, Session, Speaker
from local.demo.names import slug_of
from local.demo.reading import read_content
from local.demo.urn import draw_count, fill

SMALL_EVENTS = ("tidewater", "mesa")


class Talk(Struct, frozen=True, forbid_unknown_fields=True):
    """A session as it was written, before it has a place."""

    title: str
    speaker: str
    track: str
    tags: tuple[str, ...]
    difficulty: str
    abstract: str


class SmallEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of content: talks take the slots of each day in turn, room by room."""

    slug: str
    name: str
    place: str
    time_zone: str
    days: tuple[date, ...]
    attendees: int
    starts: tuple[time, ...]
    minutes: int
    room: tuple[Room, ...]
    talk: tuple[Talk, ...]


def build_small_events() -> tuple[Conference, ...]:
    """Pure: no clock, no database, a fixed seed."""
    return tuple(build_small_event(msgspec.convert(read_content(name), SmallEvent)) for name in SMALL_EVENTS)


def build_small_event(event: SmallEvent) -> Conference:
    random = Random(f"{SEED}:{event.slug}")
    sessions, speakers = tuple(_sessions(event)), tuple(_speaker(talk, event) for talk in event.talk)
    people = _people(random, event)
    return Conference(
        slug=event.slug,
        name=event.name,
        place=event.place,
        time_zone=event.time_zone,
        days=event.days,
        rooms=event.room,
        sessions=sessions,
        speakers=speakers,
        people=people,
        bookmarks=draw_bookmarks(random, people, sessions),
        connections=draw_connections(random, people, speakers),
    )


def _sessions(event: SmallEvent) -> Iterator[Session]:
    zone, length = ZoneInfo(event.time_zone), timedelta(minutes=event.minutes)
    places = product(event.days, event.starts, event.room)
    for number, (talk, (day, start, room)) in enumerate(zip(event.talk, places, strict=True)):
        starts_at = datetime.combine(day, start, zone)
        yield _session(f"{event.slug}-{number}", talk, room, starts_at, starts_at + length)


def _session(code: str, talk: Talk, room: Room, starts_at: datetime, ends_at: datetime) -> Session:
    return Session(
        code=code,
        title=talk.title,
        abstract=talk.abstract,
        format="talk",
        difficulty=talk.difficulty,
        track=talk.track,
        tags=talk.tags,
        outcomes=(),
        audience=(),
        is_recorded=False,
        appearances=(Appearance(slug_of(talk.speaker), "speaker"),),
        room=room.slug,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def _speaker(talk: Talk, event: SmallEvent) -> Speaker:
    slug = slug_of(talk.speaker)
    return Speaker(
        slug=slug,
        name=talk.speaker,
        title="Engineer",
        company="",
        industry="",
        bio="",
        expertise=talk.tags,
        offerings=(),
        email=f"{slug}@{event.slug}.example",
    )


def _people(random: Random, event: SmallEvent) -> tuple[Person, ...]:
    topics = fill(dict.fromkeys((tag for talk in event.talk for tag in talk.tags), 1.0))

    def interests(random: Random, kind: Kind) -> Sequence[str]:
        return (*topics.draw(random, draw_count(random, 2, 4)), *fill(dict.fromkeys(kind.interests, 1)).draw(random, 2))

    names = [talk.speaker for talk in event.talk]
    drawn = draw_attendees(
        random, event.attendees, f"{event.slug}.example", lambda *it: tuple(interests(*it)), lambda *_: "", names
    )
    return tuple(drawn)
