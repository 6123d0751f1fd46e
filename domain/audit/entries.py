"""Writing to the audit log: who did what to what, to how many, and why."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec import Struct
from structlog.contextvars import get_contextvars

from domain.errors import InvalidInput
from domain.ids import uuid7
from domain.tables import AuditEntry
from domain.work.transaction import transaction

SHORTEST_REASON = 3
LONGEST_REASON = 500

_INSERT = """
INSERT INTO audit_entry (id, actor_id, actor_name, action, target_kind, target_id, affected, reason, selection, before,
  after, job_ids, request_id)
VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}::jsonb, {}::jsonb, {}::jsonb, {}::uuid[], {})
"""


class Action(StrEnum):
    """What may be done by hand, and is written down."""

    RETRY = "jobs.retry"
    CANCEL = "jobs.cancel"
    DELETE = "jobs.delete"
    RUN_NOW = "jobs.run_now"
    PRIORITIZE = "jobs.prioritize"
    REPEAT = "jobs.repeat"
    REVEAL = "jobs.reveal"
    BEGIN_REPLAY = "replay.begin"
    END_REPLAY = "replay.end"
    PAUSE_QUEUE = "queue.pause"
    RESUME_QUEUE = "queue.resume"
    RUN_SCHEDULE = "schedule.run"
    PAUSE_SCHEDULE = "schedule.pause"
    RESUME_SCHEDULE = "schedule.resume"
    RESET_BREAKER = "breaker.reset"


class TargetKind(StrEnum):
    """What an action is done to; `JOBS` are many of them, chosen by id or by filter."""

    JOB = "job"
    JOBS = "jobs"
    QUEUE = "queue"
    SCHEDULE = "schedule"
    BREAKER = "breaker"


class Actor(Struct, frozen=True):
    """Who acts: a person, or, without an id, a command."""

    id: UUID | None
    name: str


class Target(Struct, frozen=True):
    """What is acted on; without an id, several."""

    kind: TargetKind
    id: str | None = None


@dataclass
class Change:
    """What an action turned out to do, filled in while it is done; all but `affected` and `job_ids` become JSON."""

    affected: int = 1
    selection: Struct | None = None
    before: Struct | Mapping[str, object] | None = None
    after: Struct | Mapping[str, object] | None = None
    job_ids: Sequence[UUID] = field(default_factory=tuple)


@asynccontextmanager
async def audited(
    actor: Actor, action: Action, target: Target, reason: str | None = None, *, reason_required: bool = False
) -> AsyncIterator[Change]:
    """A transaction in which a change is made, and written down at its end; if it fails, neither happened.

    What changed nothing (`affected` 0) is written down too: somebody tried.

    Raises: `InvalidInput` for a reason that is missing or too long.
    """
    stated = state_reason(reason, required=reason_required)
    async with transaction():
        change = Change()
        yield change
        await record(actor, action, target, change, stated)


async def record(actor: Actor, action: Action, target: Target, change: Change, reason: str | None = None) -> UUID:
    """Write a row in the transaction that is open; its id."""
    entry_id = uuid7()
    await AuditEntry.raw(
        _INSERT,
        *(entry_id, actor.id, actor.name, action.value, target.kind.value, target.id, change.affected, reason),
        *(_json(change.selection), _json(change.before), _json(change.after), list(change.job_ids)),
        get_contextvars().get("request_id"),
    )
    return entry_id


def state_reason(reason: str | None, *, required: bool) -> str | None:
    """The reason without blanks around it, None if none is given.

    Raises: `InvalidInput`.
    """
    stated = (reason or "").strip()
    if (stated or required) and not SHORTEST_REASON <= len(stated) <= LONGEST_REASON:
        raise InvalidInput(f"Say why, in {SHORTEST_REASON} to {LONGEST_REASON} characters.")
    return stated or None


def _json(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
