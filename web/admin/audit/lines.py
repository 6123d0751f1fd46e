"""The audit log's entries as lines: what was done in words, and each value before and after."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.audit.entries import Action
from domain.audit.listing import Entry

ACTIONS = {
    Action.RETRY: "Retried",
    Action.CANCEL: "Cancelled",
    Action.DELETE: "Deleted",
    Action.RUN_NOW: "Run now",
    Action.PRIORITIZE: "Changed the priority of",
    Action.REPEAT: "Repeated with other arguments",
    Action.REVEAL: "Looked at what is masked in",
    Action.BEGIN_REPLAY: "Began to replay",
    Action.END_REPLAY: "Ended the replay of",
    Action.PAUSE_QUEUE: "Paused queue",
    Action.RESUME_QUEUE: "Resumed queue",
    Action.RUN_SCHEDULE: "Ran schedule",
    Action.PAUSE_SCHEDULE: "Paused schedule",
    Action.RESUME_SCHEDULE: "Resumed schedule",
    Action.RESET_BREAKER: "Closed the breaker of",
}


class Difference(Struct, frozen=True):
    """One value, before and after; "" where it was not there."""

    name: str
    before: str
    after: str


class EntryLine(Struct, frozen=True, kw_only=True):
    """One change. `target` is what it is called, `target_kind` and `target_id` where it leads.

    `many` is "" where the words before it say how many; `differences` and `selection` are for who looks closer.
    """

    id: UUID
    at: datetime
    clock: str
    who: str
    what: str
    target: str
    target_kind: str
    target_id: str
    many: str
    reason: str
    differences: tuple[Difference, ...]
    selection: tuple[tuple[str, str], ...]
    request_id: str


class DayLines(Struct, frozen=True):
    """The changes of one day in UTC, newest first."""

    day: str
    lines: tuple[EntryLine, ...]


def make_days(entries: Iterable[Entry], now: datetime) -> tuple[DayLines, ...]:
    """The entries, newest first, under their days."""
    by_day = groupby(entries, lambda entry: day_words(entry.created_at, now))
    return tuple([DayLines(day, tuple(map(make_line, found))) for day, found in by_day])


def day_words(at: datetime, now: datetime) -> str:
    """Such as "Today", "Yesterday", "Saturday 21 November", "18 November 2025"."""
    day, today = at.astimezone(UTC).date(), now.astimezone(UTC).date()
    if day in (today, today - timedelta(days=1)):
        return "Today" if day == today else "Yesterday"
    return f"{day:%A} {day.day} {day:%B}" if day.year == today.year else f"{day.day} {day:%B %Y}"


def make_line(entry: Entry) -> EntryLine:
    """The entry in words."""
    return EntryLine(
        id=entry.id,
        at=entry.created_at,
        clock=f"{entry.created_at.astimezone(UTC):%H:%M:%S}",
        who=entry.actor.name,
        what=next((words for known, words in ACTIONS.items() if known.value == entry.action), entry.action),
        target=_target(entry),
        target_kind=entry.target_kind,
        target_id=entry.target_id or "",
        many=_many(entry),
        reason=entry.reason or "",
        differences=differences(entry.before or {}, entry.after or {}),
        selection=tuple([(_named(key), said(value)) for key, value in (entry.selection or {}).items() if value]),
        request_id=entry.request_id or "",
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every value that is in one of them, in their order."""
    names = dict.fromkeys((*before, *after))
    return tuple([Difference(_named(name), said(before.get(name)), said(after.get(name))) for name in names])


def said(value: Any) -> str:
    """A value that was written down: a count by name as "3 × SendMail", a list with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(said, value))
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_counted, value.items())))
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)


def _counted(item: tuple[str, Any]) -> str:
    name, value = item
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,} × {name}"
    return f"{_named(name)} {said(value)}" if said(value) else ""


def _named(name: str) -> str:
    return name.replace("_", " ")


def _target(entry: Entry) -> str:
    if entry.target_kind == "jobs":
        return f"{entry.affected:,} jobs" if entry.affected != 1 else "1 job"
    return entry.target_name or entry.target_id or entry.target_kind


def _many(entry: Entry) -> str:
    if entry.affected == 0:
        return "" if entry.action == Action.REVEAL else "changed nothing"
    return "" if entry.affected == 1 or entry.target_kind == "jobs" else f"{entry.affected:,} jobs"
