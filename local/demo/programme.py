"""Rooms, speakers and sessions of the demo conference, each session in its place in the grid."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from local.demo.model import Appearance, Room, Session, Speaker
from local.demo.reading import read_content, read_list, unfold

TRACKS = ("data", "reliability", "languages", "machine-learning", "people")
PLENARY = "plenary"
DEFAULT_ROLES = {"keynote": "keynote", "panel": "panelist"}


class Frame(Struct, frozen=True):
    """The conference as such: where, when, in which rooms."""

    slug: str
    name: str
    place: str
    time_zone: str
    days: tuple[date, ...]
    room: tuple[Room, ...]


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """A session as it was written, before it has a place."""

    code: str
    title: str
    format: str
    difficulty: str
    speakers: tuple[str, ...]
    tags: tuple[str, ...]
    audience: tuple[str, ...]
    outcomes: tuple[str, ...]
    abstract: str
    moderator: str | None = None
    recorded: bool = True


class Place(Struct, frozen=True):
    """Where and when a session is."""

    room: str
    starts_at: datetime
    ends_at: datetime


def read_speakers() -> tuple[Speaker, ...]:
    """All speakers, in the order of their file."""
    return tuple(replace(speaker, bio=unfold(speaker.bio)) for speaker in read_list("speakers", "speaker", Speaker))


def read_sessions(frame: Frame) -> tuple[Session, ...]:
    """All sessions by time, then room.

    Raises: KeyError for a session that has no place in the grid.
    """
    places = _read_places(frame)
    sessions = [_session(text, track, places[text.code]) for text, track in _read_texts()]
    rooms = [room.slug for room in frame.room]
    return tuple(sorted(sessions, key=lambda session: (session.starts_at, rooms.index(session.room))))


def _read_texts() -> Iterator[tuple[Text, str | None]]:
    for file in (*TRACKS, PLENARY):
        track = None if file == PLENARY else read_content(file)["track"]["name"]
        for text in read_list(file, "session", Text):
            yield text, track


def _read_places(frame: Frame) -> dict[str, Place]:
    rooms = [room.slug for room in frame.room]
    slots: list[dict[str, Any]] = read_content("grid")["slot"]
    return {slot[room]: _place(frame, slot, room) for slot in slots for room in rooms if room in slot}


def _place(frame: Frame, slot: dict[str, Any], room: str) -> Place:
    day, zone = frame.days[slot["day"] - 1], ZoneInfo(frame.time_zone)
    return Place(room, _moment(day, slot["start"], zone), _moment(day, slot["end"], zone))


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone)


def _session(text: Text, track: str | None, place: Place) -> Session:
    return Session(
        code=text.code,
        title=text.title,
        abstract=unfold(text.abstract),
        format=text.format,
        difficulty=text.difficulty,
        track=track,
        tags=text.tags,
        outcomes=text.outcomes,
        audience=text.audience,
        is_recorded=text.recorded,
        appearances=_appearances(text),
        room=place.room,
        starts_at=place.starts_at,
        ends_at=place.ends_at,
    )


def _appearances(text: Text) -> tuple[Appearance, ...]:
    role = DEFAULT_ROLES.get(text.format, "speaker")
    moderators = [Appearance(text.moderator, "moderator")] if text.moderator else []
    return (*moderators, *(Appearance(speaker, role) for speaker in text.speakers))
