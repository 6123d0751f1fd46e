"""What administrators did in the week before, most of it because of the bad afternoon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from domain.audit.entries import Action, TargetKind
from local.demo.busy.past import PastAdmin, PastJob, past_id
from local.demo.busy.rhythm import Incident

Values = Mapping[str, object]
PAUSED: Values = {"paused": True}
RUNNING: Values = {"paused": False}


@dataclass(frozen=True)
class PastEntry:
    """A row of the audit log."""

    id: UUID
    created_at: datetime
    admin: PastAdmin
    action: Action
    target_kind: TargetKind
    target_id: str | None = None
    affected: int = 1
    reason: str | None = None
    before: Values | None = None
    after: Values | None = None
    job_ids: Sequence[UUID] = field(default_factory=tuple)


def past_entries(
    random: Random,
    root: PastAdmin,
    colleague: PastAdmin,
    jobs: Sequence[PastJob],
    incident: Incident,
    model: str,
    schedule: UUID,
) -> Iterator[PastEntry]:
    """In their order; those about jobs name jobs of the week. `schedule` was run by hand, `model`'s breaker closed."""
    dead = [job.id for job in jobs if any(attempt.outcome == "dead" for attempt in job.attempts)]
    looked_at = next(job.id for job in jobs if job.name == "GenerateRecommendations")
    minutes = timedelta(minutes=1)

    def entry(at: datetime, who: PastAdmin, action: Action, kind: TargetKind, **more: object) -> PastEntry:
        return PastEntry(past_id(at, random), at, who, action, kind, **more)  # type: ignore[arg-type]

    began, ended = incident.began_at, incident.ended_at
    yield entry(
        began - timedelta(days=3),
        colleague,
        Action.RUN_SCHEDULE,
        TargetKind.SCHEDULE,
        target_id=str(schedule),
        affected=3,
    )
    yield entry(
        began - timedelta(days=1, hours=4),
        root,
        Action.REVEAL,
        TargetKind.JOB,
        target_id=str(looked_at),
        job_ids=(looked_at,),
    )
    yield entry(
        began + 9 * minutes,
        colleague,
        Action.PAUSE_QUEUE,
        TargetKind.QUEUE,
        target_id="bulk",
        before=RUNNING,
        after=PAUSED,
    )
    yield entry(
        ended - 6 * minutes,
        root,
        Action.RESUME_QUEUE,
        TargetKind.QUEUE,
        target_id="bulk",
        before=PAUSED,
        after=RUNNING,
    )
    yield entry(
        ended + 4 * minutes,
        root,
        Action.RESET_BREAKER,
        TargetKind.BREAKER,
        target_id=model,
        reason="The provider says that it is over",
        before={"state": "open", "failures": 7, "reason": "overloaded: Overloaded"},
        after={"state": "closed"},
    )
    yield entry(
        ended + 30 * minutes,
        root,
        Action.BEGIN_REPLAY,
        TargetKind.JOBS,
        affected=len(dead),
        reason="Connections are pooled again; replaying what died meanwhile",
        after={"per_second": 5},
        job_ids=dead,
    )
    yield entry(
        ended + 34 * minutes,
        root,
        Action.END_REPLAY,
        TargetKind.JOBS,
        affected=len(dead),
        reason="Connections are pooled again; replaying what died meanwhile",
        after={"reached": len(dead), "total": len(dead), "newer_waits": 0, "too_late": 0},
    )
    some = tuple(job.id for job in jobs if job.name == "SendMail")[:4]
    yield entry(
        ended + timedelta(days=1),
        colleague,
        Action.PRIORITIZE,
        TargetKind.JOBS,
        affected=len(some),
        reason="Sign-in links before everything else this morning",
        before={"states": {"scheduled": len(some)}, "kinds": {"SendMail": len(some)}, "priorities": {"5": len(some)}},
        after={"changed": len(some), "priority": 50},
        job_ids=some,
    )
