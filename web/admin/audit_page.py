"""The page of the audit log: each change as a line, and what it was before and after."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from msgspec import Struct

from domain.audit.entries import Action, Actor
from domain.audit.listing import AuditFilter, Entry, list_administrators, list_entries
from domain.errors import InvalidInput
from web.admin.words import clock

FILTERS = {"who", "what", "from", "to", "before"}
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
    """One value that was changed, before and after; "" where it was not there."""

    name: str
    before: str
    after: str


class EntryLine(Struct, frozen=True, kw_only=True):
    """One change. `target` is what it is called, `target_kind` and `target_id` where it leads."""

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


class Wanted(Struct, frozen=True):
    """What the query asks for, as the form shows it again."""

    who: str
    what: str
    since: str
    until: str
    filter: AuditFilter


class AuditLogPage(Struct, frozen=True):
    """The page."""

    lines: tuple[EntryLine, ...]
    actors: tuple[Actor, ...]
    wanted: Wanted
    next_before: UUID | None

    @property
    def actions(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            [(action.value, words.removesuffix(" of").removesuffix(" in")) for action, words in ACTIONS.items()]
        )

    @property
    def is_filtered(self) -> bool:
        return any((self.wanted.who, self.wanted.what, self.wanted.since, self.wanted.until))

    def query(self, before: UUID | None = None) -> str:
        """The page's query, for the page after an entry."""
        wanted = self.wanted
        values = {"who": wanted.who, "what": wanted.what, "from": wanted.since, "to": wanted.until, "before": before}
        return urlencode({key: value for key, value in values.items() if value})


def parse_wanted(query: Mapping[str, str]) -> Wanted:
    """Raises: `InvalidInput` for a filter that is not there: its page would look as if it were applied."""
    if not query.keys() <= FILTERS:
        raise InvalidInput("Changes are filtered by who, what, from and to; there is no other filter.")
    who, what, since, until = (query.get(name, "").strip() for name in ("who", "what", "from", "to"))
    last = _day(until)
    wanted = AuditFilter(
        _id(who), _action(what), _day(since), last + timedelta(days=1) if last else None, _id(query.get("before", ""))
    )
    return Wanted(who, what, since, until, wanted)


async def read_audit_page(wanted: Wanted, now: datetime) -> AuditLogPage:
    """Three queries."""
    found = await list_entries(wanted.filter)
    lines = tuple([make_line(entry, now) for entry in found.entries])
    return AuditLogPage(lines, await list_administrators(), wanted, found.next_before)


def make_line(entry: Entry, now: datetime) -> EntryLine:
    return EntryLine(
        id=entry.id,
        at=entry.created_at,
        clock=clock(entry.created_at, now),
        who=entry.actor.name,
        what=_action_words(entry.action),
        target=_target(entry),
        target_kind=entry.target_kind,
        target_id=entry.target_id or "",
        many=_many(entry),
        reason=entry.reason or "",
        differences=differences(entry.before or {}, entry.after or {}),
        selection=tuple([(key, _said(value)) for key, value in (entry.selection or {}).items() if value]),
        request_id=entry.request_id or "",
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every value that is in one of them, in their order."""
    names = dict.fromkeys((*before, *after))
    return tuple([Difference(name, _said(before.get(name)), _said(after.get(name))) for name in names])


def _action_words(action: str) -> str:
    return next((words for known, words in ACTIONS.items() if known.value == action), action)


def _target(entry: Entry) -> str:
    if entry.target_kind == "jobs":
        return f"{entry.affected:,} jobs" if entry.affected != 1 else "1 job"
    return entry.target_name or entry.target_id or entry.target_kind


def _many(entry: Entry) -> str:
    return "changed nothing" if entry.affected == 0 else f"{entry.affected:,}"


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(inner)}" for key, inner in value.items())
    return "" if value is None else str(value)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput("`who` is the id of a person, and `before` that of a change.") from None


def _action(text: str) -> Action | None:
    try:
        return Action(text) if text else None
    except ValueError:
        raise InvalidInput(f"There is no such change; there are {', '.join(Action)}.") from None


def _day(text: str) -> datetime | None:
    try:
        found = datetime.combine(date.fromisoformat(text), time(), UTC) if text else None
    except ValueError:
        raise InvalidInput("A day looks like 2026-11-18.") from None
    if found and not 2000 <= found.year < 2200:
        raise InvalidInput("There are no changes of that year.")
    return found
