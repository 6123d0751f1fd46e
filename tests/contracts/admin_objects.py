"""What stands behind the ids in the addresses of the administration's routes: made anew for each test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Litestar

from domain.audit.entries import Actor
from domain.clock import utc_now
from domain.ids import uuid7
from domain.model.opening import model_breaker
from domain.settings import Settings
from domain.tables import Job, Schedule
from domain.work.by_hand.choice import Picked
from domain.work.by_hand.replay import begin_replay
from domain.work.enqueue import Placement, enqueue
from domain.work.works import SendMail
from tests.cast import Cast
from tests.domain.schedules.rows import add

# What is masked in the arguments of every job here.
SECRET = "nobody@else.example"


@dataclass(frozen=True)
class Objects:
    """One job in each state that matters, one that replays another, a queue of theirs, a schedule, an open breaker."""

    jobs: dict[str, UUID]
    queue: str
    schedule: UUID
    site: Litestar

    def values(self, state: str) -> dict[str, str]:
        """By the names of the parameters in addresses; `state` says which job is meant."""
        return {"job_id": str(self.jobs[state]), "queue": self.queue, "schedule_id": str(self.schedule)}


async def make_objects(site: Litestar, settings: Settings, cast: Cast) -> Objects:
    """Objects that no other test knows."""
    queue = f"queue-{uuid7().hex[-8:]}"
    jobs = {state: await make_job(queue, state) for state in ("scheduled", "dead", "succeeded")}
    replayed = Picked((await make_job(queue, "dead"),))
    jobs["replay"] = await begin_replay(Actor(None, "somebody"), replayed, "the post is back")
    breaker = model_breaker(settings, site.state.redis)
    await breaker.fail(await breaker.admit(), "spend_limit: no money left", until_reset=True)
    return Objects(jobs, queue, await add(name=f"nightly of {queue}", event_id=cast.event), site)


async def make_job(queue: str, state: str) -> UUID:
    job = await enqueue(SendMail(mail_id=uuid7()), Placement(due_at=utc_now() + timedelta(hours=1)))
    arguments = f'{{"mail_id": "{uuid7()}", "recipient": "{SECRET}"}}'
    error = {"error": "No route", "fingerprint": queue} if state == "dead" else {}
    ended = {"finished_at": utc_now()} if state in ("dead", "succeeded") else {}
    changes: dict[Any, Any] = {"queue": queue, "state": state, "arguments": arguments, **error, **ended}
    await Job.update(changes).where(Job.id == job)
    return job


async def state_of_job(job: UUID) -> str | None:
    """None if it is gone."""
    rows = await Job.select(Job.state).where(Job.id == job)
    return str(rows[0]["state"]) if rows else None


async def is_schedule_paused(schedule: UUID) -> bool:
    return bool(await Schedule.exists().where(Schedule.id == schedule, Schedule.paused_at.is_not_null()))
