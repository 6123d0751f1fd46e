"""The rows of the demo's programme."""

from collections.abc import Mapping
from uuid import UUID

from domain.tables import Event, Room, Session, SessionSpeaker, SpeakerProfile
from local.demo import model

Ids = Mapping[str, UUID]
LANGUAGE = "en"


def event_row(conference: model.Conference) -> Event:
    return Event(
        slug=conference.slug,
        name=conference.name,
        place=conference.place,
        time_zone=conference.time_zone,
        starts_on=min(conference.days),
        ends_on=max(conference.days),
    )


def room_row(room: model.Room, event_id: UUID, position: int) -> Room:
    return Room(event_id=event_id, name=room.name, floor=room.floor, capacity=room.capacity, position=position)


def session_row(session: model.Session, event_id: UUID, rooms: Mapping[str, Room]) -> Session:
    """Without an external id: no schedule that is imported may take it for one of its own and cancel it."""
    room = rooms[session.room]
    return Session(
        event_id=event_id,
        room_id=room.id,
        title=session.title,
        description=session.abstract,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        format=session.format,
        language=LANGUAGE,
        is_recorded=session.is_recorded,
        track=session.track,
        difficulty=session.difficulty,
        tags=list(session.tags),
        outcomes=list(session.outcomes),
        target_audience=list(session.audience),
        capacity=room.capacity,
    )


def speaker_profile_row(speaker: model.Speaker, event_id: UUID, users: Ids) -> SpeakerProfile:
    return SpeakerProfile(
        user_id=users[speaker.slug],
        event_id=event_id,
        title=speaker.title,
        company=speaker.company,
        industry=speaker.industry,
        bio=speaker.bio,
        expertise=list(speaker.expertise),
        offerings=list(speaker.offerings),
        is_available_for_meetings=True,
    )


def session_speaker_rows(session: model.Session, sessions: Ids, users: Ids) -> list[SessionSpeaker]:
    return [
        SessionSpeaker(
            session_id=sessions[session.code],
            speaker_id=users[appearance.speaker],
            role=appearance.role,
            position=position,
        )
        for position, appearance in enumerate(session.appearances)
    ]
