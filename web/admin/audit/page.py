"""The page of the audit log: what its query asks for, and the changes that are found, day by day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from litestar.datastructures import State as AppState
from msgspec import Struct

from domain.audit.entries import Action, Actor, TargetKind
from domain.audit.listing import AuditFilter, list_administrators, list_entries
from domain.errors import InvalidInput
from web.admin.audit.lines import ACTIONS, DayLines, make_days
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind
from web.admin.snapshot import Snapshot
from web.admin.words import clock

FILTERS = ("who", "what", "kind", "target", "from", "to")
KINDS = {
    TargetKind.JOB: "One job",
    TargetKind.JOBS: "Several jobs",
    TargetKind.QUEUE: "A queue",
    TargetKind.SCHEDULE: "A schedule",
    TargetKind.BREAKER: "The breaker",
}
LONGEST_TARGET = 200

Named = TypeVar("Named", bound=StrEnum)


class Wanted(Struct, frozen=True, kw_only=True):
    """What the query asks for: as the form shows it again, and as it is looked for."""

    who: str
    what: str
    kind: str
    target: str
    since: str
    until: str
    filter: AuditFilter

    def query(self, before: UUID | None) -> str:
        """The same in a query, for the page after an entry."""
        values = (self.who, self.what, self.kind, self.target, self.since, self.until)
        named = {**dict(zip(FILTERS, values, strict=True)), "before": before}
        return urlencode({name: value for name, value in named.items() if value})

    @property
    def is_filtered(self) -> bool:
        return any((self.who, self.what, self.kind, self.target, self.since, self.until))


class AuditLogPage(Struct, frozen=True, kw_only=True):
    """The page; `next_before` is for the page after this, None if there is none."""

    days: tuple[DayLines, ...]
    actors: tuple[Actor, ...]
    wanted: Wanted
    next_before: UUID | None
    read_at: datetime
    clock: str

    @property
    def shown(self) -> int:
        return sum(len(day.lines) for day in self.days)

    @property
    def actions(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            [(action.value, words.removesuffix(" of").removesuffix(" in")) for action, words in ACTIONS.items()]
        )

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        return tuple([(kind.value, words) for kind, words in KINDS.items()])

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of its one region."""
        return {"changes": fingerprint(self.days, self.next_before)}

    @property
    def live_query(self) -> str:
        return f"page=audit&{self.wanted.query(self.wanted.filter.before)}"


def parse_wanted(query: Mapping[str, str]) -> Wanted:
    """Raises: `InvalidInput` for a filter that is not there: its page would look as if it were applied."""
    if not query.keys() <= {*FILTERS, "before"}:
        raise InvalidInput(f"Changes are filtered by {', '.join(FILTERS)}; there is no other filter.")
    who, what, kind, target, since, until = (query.get(name, "").strip() for name in FILTERS)
    last = _day(until)
    wanted = AuditFilter(
        actor_id=_id(who),
        action=_one_of(Action, what),
        kind=_one_of(TargetKind, kind),
        target=_target(target),
        since=_day(since),
        until=last + timedelta(days=1) if last else None,
        before=_id(query.get("before", "")),
    )
    return Wanted(who=who, what=what, kind=kind, target=target, since=since, until=until, filter=wanted)


async def read_audit_page(wanted: Wanted, now: datetime) -> AuditLogPage:
    """Three queries."""
    found = await list_entries(wanted.filter)
    return AuditLogPage(
        days=make_days(found.entries, now),
        actors=await list_administrators(),
        wanted=wanted,
        next_before=found.next_before,
        read_at=now,
        clock=clock(now, now),
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput("`who` is the id of a person; `before` is that of a change.") from None


def _one_of(kind: type[Named], text: str) -> Named | None:
    try:
        return kind(text) if text else None
    except ValueError:
        raise InvalidInput(f"There is no {text[:40]} here; there are {', '.join(kind)}.") from None


def _target(text: str) -> str | None:
    if len(text) > LONGEST_TARGET or "\0" in text:
        raise InvalidInput("A target is the id of a job or a schedule, or the name of a schedule, a queue or a model.")
    return text or None


def _day(text: str) -> datetime | None:
    try:
        found = datetime.combine(date.fromisoformat(text), time(), UTC) if text else None
    except ValueError:
        raise InvalidInput("A day looks like 2026-11-18.") from None
    if found and not 2000 <= found.year < 2200:
        raise InvalidInput("There are no changes of that year.")
    return found


async def _read_live(wanted: Wanted, snapshot: Snapshot, _state: AppState) -> AuditLogPage:
    return await read_audit_page(wanted, snapshot.at)


AUDIT_LIVE = LiveKind(parse_wanted, _read_live, "admin/audit/live.html")
