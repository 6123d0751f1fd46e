"""The audit log read page by page, by keyset: who did what, when, to what and why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.audit.entries import Action, Actor, TargetKind
from domain.ids import earliest_uuid7
from domain.tables import AuditEntry, User

PAGE_SIZE = 50
MOST_ACTORS = 100

_COLUMNS = """id, actor_id, actor_name, action, target_kind, target_id, affected, reason, selection, before, after,
  cardinality(job_ids) AS jobs, request_id, created_at"""


# Two indexes instead of one look into the lists of all entries.
_OF_JOB = """id IN (
  SELECT id FROM audit_entry WHERE target_id = {} UNION
  SELECT id FROM audit_entry WHERE job_ids @> ARRAY[{}::uuid])"""


# The name of a schedule is that of several: one for each event.
_NAMED = """(target_id = {} OR target_kind = 'schedule' AND target_id IN (
  SELECT id::text FROM schedule WHERE lower(name) = lower({}) LIMIT 1000))"""


class AuditFilter(Struct, frozen=True, kw_only=True):
    """What is wanted; None is whatever. `since` is included, `until` is not; `before` is the last id of a page.

    `target` is the id of what was changed: of a job, by itself or among many, of a schedule, a queue or a model; or a
    schedule's name.
    """

    actor_id: UUID | None = None
    action: Action | None = None
    kind: TargetKind | None = None
    target: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: UUID | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """One change; `selection`, `before` and `after` are what was written down, by their names.

    `action` and `target_kind` are plain text: an entry outlives the version that wrote it. `jobs` counts those that
    are listed with it; `target_name` is what a schedule or a job is called, if it is still there.
    """

    id: UUID
    actor: Actor
    action: str
    target_kind: str
    target_id: str | None
    target_name: str
    affected: int
    jobs: int
    reason: str | None
    selection: dict[str, Any] | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    request_id: str | None
    created_at: datetime


class AuditPage(Struct, frozen=True):
    """Newest first; `next_before` is for the page after this, None if there is none."""

    entries: tuple[Entry, ...]
    next_before: UUID | None


async def list_entries(wanted: AuditFilter) -> AuditPage:
    """One page and what its targets are called, in at most two queries."""
    conditions, values = _conditions(wanted)
    sql = f"SELECT {_COLUMNS} FROM audit_entry WHERE {conditions} ORDER BY id DESC LIMIT {PAGE_SIZE + 1}"  # noqa: S608  # only constants
    rows = await AuditEntry.raw(sql, *values)
    shown = rows[:PAGE_SIZE]
    names = await _name_targets(shown)
    entries = tuple([_entry(row, names) for row in shown])
    return AuditPage(entries, entries[-1].id if len(rows) > PAGE_SIZE else None)


async def list_administrators() -> tuple[Actor, ...]:
    """Who may have acted, by name."""
    rows = await User.raw("SELECT id, name FROM users WHERE admin <> 'none' ORDER BY name LIMIT {}", MOST_ACTORS)
    return tuple([Actor(row["id"], row["name"]) for row in rows])


def _conditions(wanted: AuditFilter) -> tuple[str, list[object]]:
    """An entry's id is made when it is written, so the primary key is in the order of time."""
    job = _id(wanted.target)
    given = (
        ("actor_id = {}", wanted.actor_id),
        ("action = {}", wanted.action.value if wanted.action else None),
        ("target_kind = {}", wanted.kind.value if wanted.kind else None),
        (_NAMED, None if job else wanted.target),
        (_OF_JOB, str(job) if job else None),
        ("id >= {}", earliest_uuid7(wanted.since) if wanted.since else None),
        ("id < {}", earliest_uuid7(wanted.until) if wanted.until else None),
        ("id < {}", wanted.before),
    )
    used = [(condition, value) for condition, value in given if value is not None]
    values: list[object] = [value for condition, value in used for _ in range(condition.count("{}"))]
    return " AND ".join(condition for condition, _ in used) or "true", values


async def _name_targets(rows: list[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    wanted = {kind: [row["target_id"] for row in rows if row["target_kind"] == kind] for kind in ("job", "schedule")}
    ids = {kind: [found for text in texts if (found := _id(text))] for kind, texts in wanted.items()}
    if not any(ids.values()):
        return {}
    found = await AuditEntry.raw(
        "SELECT 'job' AS kind, id::text AS id, name FROM job WHERE id = ANY({}) UNION ALL "
        "SELECT 'schedule', schedule.id::text, schedule.name || coalesce(' (' || event.name || ')', '') FROM schedule "
        "LEFT JOIN event ON event.id = event_id WHERE schedule.id = ANY({})",
        ids["job"],
        ids["schedule"],
    )
    return {(row["kind"], row["id"]): row["name"] for row in found}


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _entry(row: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> Entry:
    return Entry(
        id=row["id"],
        actor=Actor(row["actor_id"], row["actor_name"]),
        action=row["action"],
        target_kind=row["target_kind"],
        target_id=row["target_id"],
        target_name=names.get((row["target_kind"], row["target_id"] or ""), ""),
        affected=row["affected"],
        jobs=row["jobs"] or 0,
        reason=row["reason"],
        selection=_decoded(row["selection"]),
        before=_decoded(row["before"]),
        after=_decoded(row["after"]),
        request_id=row["request_id"],
        created_at=row["created_at"],
    )


def _decoded(text: str | None) -> dict[str, Any] | None:
    return msgspec.json.decode(text, type=dict[str, Any]) if text is not None else None
