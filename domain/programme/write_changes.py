"""Writes a plan into the database: a few statements for every two hundred sessions, in the caller's transaction."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from domain.ids import uuid7
from domain.programme import write_statements as sql
from domain.programme.derived_metadata import Derived
from domain.programme.lists_follow import raise_revision
from domain.programme.plan_changes import Plan, SessionChange, SpeakerChange
from domain.tables import Session

AT_ONCE = 200

Progress = Callable[[int, int], Awaitable[None]]
T = TypeVar("T")


async def write_changes(event_id: UUID, plan: Plan, progress: Progress) -> None:
    """Write everything, and raise the programme's revision if somebody could see a difference.

    Every session keeps its id, so bookmarks stay. `progress` is told sessions done and their total.
    """
    total = len(plan.sessions) + plan.unchanged
    await progress(0, total)
    await _write_rooms(event_id, plan)
    await _write_speakers(event_id, plan.speakers)
    done = plan.unchanged
    for changes in _by_two_hundred(plan.sessions):
        await _write_sessions(event_id, changes)
        done += len(changes)
        await progress(done, total)
    await write_derived(plan.derived_only)
    if plan.changes_anything:
        await raise_revision(event_id)
    await progress(total, total)


async def write_derived(derived: Sequence[tuple[UUID, Derived]], revisions: Mapping[UUID, int] | None = None) -> None:
    """Write what was derived of sessions; with `revisions`, only of those that are still at theirs."""
    known = revisions or {}
    for some in _by_two_hundred(derived):
        rows = [{"id": id, "revision": known.get(id), **_derived(metadata)} for id, metadata in some]
        await Session.raw(sql.UPDATE_DERIVED, _json(rows))


def _by_two_hundred(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _json(rows: Any) -> str:
    return msgspec.json.encode(rows).decode()


async def _write_rooms(event_id: UUID, plan: Plan) -> None:
    rooms = [{"id": uuid7(), **msgspec.structs.asdict(room)} for room in plan.rooms]
    if rooms:
        await Session.raw(sql.WRITE_ROOMS, event_id, _json(rooms))


async def _write_speakers(event_id: UUID, speakers: Sequence[SpeakerChange]) -> None:
    new = [_speaker(change) for change in speakers if change.is_new]
    changed = [_speaker(change) for change in speakers if not change.is_new]
    if new:
        await Session.raw(sql.INSERT_USERS, _json(new))
        await Session.raw(sql.INSERT_REGISTRATIONS, event_id, _json(new))
        await Session.raw(sql.INSERT_SPEAKER_PROFILES, event_id, _json(new))
    if changed:
        await Session.raw(sql.UPDATE_USERS, _json(changed))
        await Session.raw(sql.UPDATE_SPEAKER_PROFILES, _json(changed), event_id)


def _speaker(change: SpeakerChange) -> dict[str, Any]:
    ids = {"id": change.id, "registration_id": uuid7(), "profile_id": uuid7()}
    return {**ids, **msgspec.structs.asdict(change.content)}


async def _write_sessions(event_id: UUID, changes: Sequence[SessionChange]) -> None:
    new = [_session(change) for change in changes if change.kind == "new"]
    changed = [_session(change) for change in changes if change.kind in ("moved", "updated", "restored")]
    cancelled = [change.id for change in changes if change.kind == "cancelled"]
    if new:
        await Session.raw(sql.INSERT_SESSIONS, event_id, _json(new))
    if changed:
        await Session.raw(sql.UPDATE_SESSIONS, _json(changed), event_id)
    if cancelled:
        await Session.raw(sql.CANCEL_SESSIONS, cancelled)
    await _write_speaking(event_id, [change for change in changes if change.kind != "cancelled"])


def _session(change: SessionChange) -> dict[str, Any]:
    return {"id": change.id, **msgspec.structs.asdict(change.content), **_derived(change.derived)}


def _derived(derived: Derived) -> dict[str, Any]:
    return {f"derived_{name}": value for name, value in msgspec.structs.asdict(derived).items()}


async def _write_speaking(event_id: UUID, changes: Sequence[SessionChange]) -> None:
    rows = [
        {"id": uuid7(), "session_id": change.id, "key": speaking.speaker, "role": speaking.role, "position": position}
        for change in changes
        for position, speaking in enumerate(change.content.speakers)
    ]
    await Session.raw(sql.FORGET_SPEAKING, [change.id for change in changes if change.kind != "new"])
    await Session.raw(sql.INSERT_SPEAKING, _json(rows), event_id)
