"""What a full administrator asks of each of the administration's routes, and what comes of it.

A route that is not here fails the tests: write down what it is sent, and what is different afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from domain.audit.entries import Action
from domain.model.opening import read_breaker
from domain.tables import Job, Replay, ScheduleOccurrence
from domain.work.by_hand.choice import Picked
from domain.work.pause import pause_queue, paused_since
from tests.contracts.admin_objects import SECRET, Objects, is_schedule_paused, state_of_job
from tests.contracts.routes import NOTHING, Route

REASON = {"reason": "the post is back"}
# Of GET: the queries without which there is nothing to show. `{job_id}` and its like are filled in.
QUERIES = {
    "admin.live": "?page=jobs&once=true",
    "admin.jobs.confirmation": "?action=cancel&job={job_id}",
}


@dataclass(frozen=True)
class Change:
    """A change: of a job in `state`, with `fields`. `effect` reads something that `becomes` another afterwards.

    `shows` is in the answer where nothing changes, for such a change is that somebody sees it. `also` are actions that
    are written down besides, since they follow from it.
    """

    effect: Callable[[Objects], Awaitable[object]] | None = None
    becomes: object = True
    state: str = "scheduled"
    fields: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[Objects], Awaitable[Any]] | None = None
    shows: str = ""
    also: tuple[Action, ...] = ()


def state_of(state: str) -> Callable[[Objects], Awaitable[str | None]]:
    """The state of the job that was in this one."""
    return lambda objects: state_of_job(objects.jobs[state])


async def has_priority(objects: Objects) -> bool:
    return bool(await Job.exists().where(Job.id == objects.jobs["scheduled"], Job.priority == 7))


async def is_due(objects: Objects) -> bool:
    rows = await Job.raw("SELECT due_at <= now() AS is_due FROM job WHERE id = {}", objects.jobs["scheduled"])
    return bool(rows[0]["is_due"])


async def is_repeated(objects: Objects) -> bool:
    return bool(await Job.exists().where(Job.replayed_from == objects.jobs["dead"]))


async def is_queue_paused(objects: Objects) -> bool:
    return await paused_since(objects.queue) is not None


async def has_run(objects: Objects) -> bool:
    return bool(await ScheduleOccurrence.exists().where(ScheduleOccurrence.schedule_id == objects.schedule))


async def is_paused(objects: Objects) -> bool:
    return await is_schedule_paused(objects.schedule)


async def pause_schedule(objects: Objects) -> None:
    await Job.raw("UPDATE schedule SET paused_at = now() WHERE id = {}", objects.schedule)


async def breaker_state(objects: Objects) -> str:
    state = objects.site.state
    return (await read_breaker(state.settings, state.redis)).state.value


async def is_replayed(objects: Objects) -> bool:
    listed = "SELECT FROM replay JOIN audit_entry ON audit_entry.id = entry_id WHERE {} = ANY(job_ids)"
    return bool(await Job.raw(listed, objects.jobs["dead"]))


async def replay_is_over(objects: Objects) -> bool:
    return bool(await Replay.exists().where(Replay.id == objects.jobs["replay"], Replay.finished_at.is_not_null()))


def picked(**more: str) -> dict[str, str]:
    """The form for many jobs; which they are is filled in."""
    return {"choice": "{choice}", **REASON, **more}


MAIL = {"argument-mail_id": "01a206e6-8f37-70b1-b736-8a79bb65b196"}
CHANGES = {
    "admin.dead_letters.stop_replay": Change(replay_is_over, state="replay", also=(Action.END_REPLAY,)),
    "admin.jobs.bulk_replay": Change(is_replayed, state="dead", fields=picked(pace="50")),
    "admin.job.retry": Change(state_of("dead"), "scheduled", "dead"),
    "admin.job.run": Change(is_due),
    "admin.job.prioritize": Change(has_priority, fields={"priority": "7"}),
    "admin.job.cancel": Change(state_of("scheduled"), "cancelled"),
    "admin.job.delete": Change(state_of("succeeded"), None, "succeeded"),
    "admin.job.repeat": Change(is_repeated, state="dead", fields=MAIL),
    "admin.job.reveal": Change(shows=SECRET),
    "admin.jobs.bulk_retry": Change(state_of("dead"), "scheduled", "dead", picked()),
    "admin.jobs.bulk_run": Change(is_due, fields=picked()),
    "admin.jobs.bulk_prioritize": Change(has_priority, fields=picked(priority="7")),
    "admin.jobs.bulk_cancel": Change(state_of("scheduled"), "cancelled", fields=picked()),
    "admin.jobs.bulk_delete": Change(state_of("succeeded"), None, "succeeded", picked()),
    "admin.queue.pause": Change(is_queue_paused),
    "admin.queue.resume": Change(is_queue_paused, False, prepare=lambda objects: pause_queue(objects.queue)),
    "admin.schedule.run": Change(has_run),
    "admin.schedule.pause": Change(is_paused),
    "admin.schedule.resume": Change(is_paused, False, prepare=pause_schedule),
    "admin.model.reset_breaker": Change(breaker_state, "closed", fields=REASON),
}


# A page that is there for jobs of one state alone.
SHOWN = {"admin.job.new_repeat": "dead"}


def address(route: Route, objects: Objects) -> str:
    """The route's path, and for GET its query, with the objects' ids in it."""
    values = objects.values(CHANGES[route.name].state if route.name in CHANGES else SHOWN.get(route.name, "scheduled"))
    path = re.sub(r"{(\w+):\w+}", lambda found: values[found[1]], route.template)
    return path + QUERIES.get(route.name, "").format(**values)


def nowhere(route: Route) -> str:
    """The route's path to something that is not there."""
    return re.sub(r"{\w+:(\w+)}", lambda found: NOTHING if found[1] == "uuid" else "nowhere", route.template)


def form(change: Change, objects: Objects) -> dict[str, str]:
    """What the form sends."""
    choice = msgspec.json.encode(Picked((objects.jobs[change.state],))).decode()
    return {name: value.replace("{choice}", choice) for name, value in change.fields.items()}
