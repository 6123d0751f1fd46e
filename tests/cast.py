"""The cast: Ada attends, Sam speaks, Omar organizes, Root administers, and Mallory may see nothing of theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from domain.tables import Event, Profile, Registration, Room, Session, SessionSpeaker, SpeakerProfile, User

# The second morning of the conference.
NOW = datetime(2026, 11, 18, 9, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """The ids of everybody and everything in the small conference `gather` makes."""

    event: UUID
    ada: UUID
    sam: UUID
    omar: UUID
    root: UUID
    mallory: UUID
    queues_talk: UUID
    design_talk: UUID
    cancelled_talk: UUID


async def gather() -> Cast:
    """A conference of three sessions, one of them cancelled, with the cast in their roles. Mallory attends another."""
    event = await make_event("harbour", "Harbour Conf")
    elsewhere = await make_event("elsewhere", "Elsewhere Conf")
    ada = await make_person("Ada Björkqvist", "ada@demo.example", event, "attendee")
    sam = await make_person("Sam Oyelaran-Whitfield", "sam@demo.example", event, "speaker")
    omar = await make_person("Omar Haddad", "omar@demo.example", event, "organizer")
    root = await make_person("Rút Kristjánsdóttir", "root@demo.example", None, None, admin="full")
    mallory = await make_person("Mallory Grey", "mallory@demo.example", elsewhere, "attendee")
    await (
        Profile(user_id=ada, role="Platform engineer", interests=["job queues", "PostgreSQL"], goals=["LEARN"])
        .save()
        .run()
    )
    await SpeakerProfile(user_id=sam, event_id=event, company="Atlantikoma", expertise=["PostgreSQL"]).save().run()
    room = Room(event_id=event, name="Fjord Room", floor="2", capacity=220)
    await room.save().run()
    queues = await make_session(event, "Postgres as your job queue", room.id, tags=["PostgreSQL", "job queues"])
    design = await make_session(event, "Type that people can read", room.id, hour=13, tags=["typography"])
    cancelled = await make_session(event, "Cancelled for weather", room.id, hour=15, status="cancelled")
    await SessionSpeaker(session_id=queues, speaker_id=sam, role="speaker").save().run()
    return Cast(event, ada, sam, omar, root, mallory, queues, design, cancelled)


async def make_event(slug: str, name: str) -> UUID:
    event = Event(
        slug=slug,
        name=name,
        place="Bergen",
        time_zone="Europe/Oslo",
        starts_on=date(2026, 11, 17),
        ends_on=date(2026, 11, 19),
        clock_offset=NOW - datetime.now(UTC),
    )
    await event.save().run()
    return event.id


async def make_person(name: str, email: str, event: UUID | None, role: str | None, admin: str = "none") -> UUID:
    user = User(name=name, email=email, admin=admin)
    await user.save().run()
    if event and role:
        await Registration(user_id=user.id, event_id=event, role=role).save().run()
    return user.id


async def make_session(
    event: UUID, title: str, room: UUID | None = None, *, hour: int = 10, tags: Sequence[str] = (), **fields: Any
) -> UUID:
    starts_at = datetime(2026, 11, 18, hour, tzinfo=UTC)
    session = Session(
        event_id=event,
        title=title,
        room_id=room,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=45),
        tags=list(tags),
        description=f"All about {title}.",
        **fields,
    )
    await session.save().run()
    return session.id
