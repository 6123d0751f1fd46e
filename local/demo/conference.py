"""The demo conference, put together: hand-written programme, drawn attendees, the same each time."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import msgspec

from local.demo.attendees import Interests, Kind, draw_attendees
from local.demo.choices import draw_bookmarks, draw_connections
from local.demo.model import Conference, Person, Session, Speaker
from local.demo.programme import Frame, read_sessions, read_speakers
from local.demo.reading import read_content, read_list, unfold
from local.demo.urn import draw_count, fill

SEED = 20261117
ATTENDEES = 300
# How likely a topic is drawn: one of the person's trade, one of the programme, one that nobody here speaks about.
TRADE_WEIGHT = 14.0
PROGRAMME_WEIGHT = 0.4
BEYOND_WEIGHT = 0.4


def build_conference() -> Conference:
    """Northbound 2026. Pure: no clock, no database, a fixed seed."""
    random = Random(SEED)
    frame = msgspec.convert(read_content("conference"), Frame)
    sessions, speakers = read_sessions(frame), read_speakers()
    people = _people(random, sessions, speakers)
    return Conference(
        slug=frame.slug,
        name=frame.name,
        place=frame.place,
        time_zone=frame.time_zone,
        days=frame.days,
        rooms=frame.room,
        sessions=sessions,
        speakers=tuple(_with_address(speaker, frame.slug) for speaker in speakers),
        people=people,
        bookmarks=draw_bookmarks(random, people, sessions),
        connections=draw_connections(random, people, speakers),
    )


def read_demo_people() -> tuple[Person, ...]:
    """The four people anybody may sign in as: Ada, Sam, Omar and Rút."""
    people = read_list("demo-people", "person", Person)
    return tuple(replace(person, about=unfold(person.about)) for person in people)


def _people(random: Random, sessions: Sequence[Session], speakers: Sequence[Speaker]) -> tuple[Person, ...]:
    demo_people = read_demo_people()
    taken = [person.name for person in demo_people] + [speaker.name for speaker in speakers]
    count = ATTENDEES - len(demo_people)
    drawn = draw_attendees(random, count, "northbound.example", _interests_of(sessions), _draw_about, taken)
    return (*demo_people, *drawn)


def _interests_of(sessions: Sequence[Session]) -> Interests:
    """Mostly topics of one's trade, some of the programme's, now and then one that the programme lacks."""
    weights = dict.fromkeys((tag for session in sessions for tag in session.tags), PROGRAMME_WEIGHT)
    weights |= dict.fromkeys(read_content("attendees")["beyond_the_programme"], BEYOND_WEIGHT)

    def draw(random: Random, kind: Kind) -> tuple[str, ...]:
        return fill(weights | dict.fromkeys(kind.interests, TRADE_WEIGHT)).draw(random, draw_count(random, 4, 8))

    return draw


def _draw_about(random: Random, kind: Kind) -> str:
    """A sentence of the trade, and for two of three a hope for the days ahead."""
    [trade], [hope] = random.choices(kind.about), random.choices(read_content("attendees")["hopes"])
    return f"{trade} {hope}" if draw_count(random, 1, 3) > 1 else trade


def _with_address(speaker: Speaker, slug: str) -> Speaker:
    return replace(speaker, email=speaker.email or f"{speaker.slug}@{slug}.example")
