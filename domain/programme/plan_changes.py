"""What has to change for the stored programme to be the schedule's. Pure."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.programme.derived_metadata import Derived
from domain.programme.schedule import ParsedRoom, ParsedSchedule, ParsedSession, ParsedSpeaker
from domain.programme.stored_programme import StoredProgramme, StoredSession, StoredSpeaker

Kind = Literal["new", "moved", "updated", "cancelled", "restored"]
NewId = Callable[[], UUID]


class SessionChange(Struct, frozen=True):
    """One session as it is to be; `moved` is one whose time or room changed, whatever else did."""

    kind: Kind
    id: UUID
    content: ParsedSession
    derived: Derived


class SpeakerChange(Struct, frozen=True):
    """One speaker as they are to be."""

    is_new: bool
    id: UUID
    content: ParsedSpeaker


class Plan(Struct, frozen=True, kw_only=True):
    """All changes; of `derived_only` nothing changed but what was read out of the whole programme."""

    sessions: tuple[SessionChange, ...]
    speakers: tuple[SpeakerChange, ...]
    rooms: tuple[ParsedRoom, ...]
    new_rooms: int
    derived_only: tuple[tuple[UUID, Derived], ...]
    unchanged: int

    def of_kind(self, kind: Kind) -> tuple[SessionChange, ...]:
        return tuple(change for change in self.sessions if change.kind == kind)

    @property
    def changes_anything(self) -> bool:
        """Whether somebody who looks at the programme could see a difference."""
        return bool(self.sessions or self.speakers)


def plan_changes(schedule: ParsedSchedule, derived: Sequence[Derived], stored: StoredProgramme, new_id: NewId) -> Plan:
    """Compare by the schedule's own keys; `derived` is of the schedule's sessions, in their order.

    A session of an earlier import that the schedule no longer has is cancelled, not deleted: somebody bookmarked it.
    """
    pairs = list(zip(schedule.sessions, derived, strict=True))
    taken = [_compare(session, stored.sessions.get(session.key), metadata, new_id) for session, metadata in pairs]
    changes = [change for change in taken if change is not None]
    named = {session.key for session in schedule.sessions}
    return Plan(
        sessions=(*changes, *_cancelled(stored, named)),
        speakers=tuple(_speaker_changes(schedule.speakers, stored, new_id)),
        rooms=tuple(room for room in schedule.rooms if _is_room_changed(room, stored.rooms.get(room.name))),
        new_rooms=sum(room.name not in stored.rooms for room in schedule.rooms),
        derived_only=tuple(_derived_only(pairs, taken, stored)),
        unchanged=len(pairs) - len(changes),
    )


def _compare(
    session: ParsedSession, stored: StoredSession | None, derived: Derived, new_id: NewId
) -> SessionChange | None:
    if stored is None:
        return SessionChange("new", new_id(), session, derived)
    # Tags that an organizer gave here stay, unless the schedule has tags of its own.
    wanted = session if session.tags else replace(session, tags=stored.content.tags)
    kind = _kind_of_change(wanted, stored)
    return SessionChange(kind, stored.id, wanted, derived) if kind else None


def _kind_of_change(wanted: ParsedSession, stored: StoredSession) -> Kind | None:
    if stored.is_cancelled:
        return "restored"
    if wanted == stored.content:
        return None
    return "updated" if _place(wanted) == _place(stored.content) else "moved"


def _place(session: ParsedSession) -> tuple[object, ...]:
    return session.starts_at, session.ends_at, session.room


def _cancelled(stored: StoredProgramme, named: set[str]) -> Iterator[SessionChange]:
    for key, session in stored.sessions.items():
        if key not in named and not session.is_cancelled:
            yield SessionChange("cancelled", session.id, session.content, session.derived)


def _speaker_changes(
    speakers: Sequence[ParsedSpeaker], stored: StoredProgramme, new_id: NewId
) -> Iterator[SpeakerChange]:
    for speaker in speakers:
        known = stored.speakers.get(speaker.key)
        if known is None:
            yield SpeakerChange(True, new_id(), speaker)
        elif not known.has_account and _is_speaker_changed(speaker, known):
            biography = speaker.biography or known.biography
            yield SpeakerChange(False, known.id, replace(speaker, biography=biography))


def _is_speaker_changed(speaker: ParsedSpeaker, known: StoredSpeaker) -> bool:
    return speaker.name != known.name or speaker.biography not in ("", known.biography)


def _is_room_changed(room: ParsedRoom, known: ParsedRoom | None) -> bool:
    return known is None or room.capacity not in (None, known.capacity)


def _derived_only(
    pairs: Sequence[tuple[ParsedSession, Derived]], taken: Sequence[SessionChange | None], stored: StoredProgramme
) -> Iterator[tuple[UUID, Derived]]:
    for (session, derived), change in zip(pairs, taken, strict=True):
        if change is None and _differs(derived, stored.sessions[session.key]):
            yield stored.sessions[session.key].id, derived


def _differs(derived: Derived, stored: StoredSession) -> bool:
    """Whether it says something new; what the model wrote stands while the session is as it was."""
    return replace(derived, **{name: getattr(stored.derived, name) for name in stored.model_fields}) != stored.derived
