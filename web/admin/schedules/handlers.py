"""Schedules: what is done again and again, and how the last night went; run now, pause, resume."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from domain.audit.entries import Action, Target, TargetKind, audited
from domain.clock import utc_now
from domain.schedules import pause as pauses
from domain.schedules.run_now import run_now
from web.admin.acting import actor_of, audited_as
from web.admin.live.pages import without_filters
from web.admin.schedules.page import read_schedules_page
from web.notices import say_on
from web.rendering import render
from web.requests import PageRequest


@get("/schedules", name="admin.schedules")
async def list_schedules(request: PageRequest) -> Response[str]:
    without_filters(request.query_params)
    return render(request, "admin/schedules/index.html", await read_schedules_page(utc_now()))


@post("/schedules/{schedule_id:uuid}/runs", name="admin.schedule.run", **audited_as(Action.RUN_SCHEDULE))
async def run(request: PageRequest, schedule_id: FromPath[UUID]) -> Redirect:
    async with audited(actor_of(request), Action.RUN_SCHEDULE, _target(schedule_id)) as change:
        change.job_ids = await run_now(schedule_id, utc_now())
        change.affected = len(change.job_ids)
    jobs = "1 job waits" if change.affected == 1 else f"{change.affected} jobs wait"
    words = f"{jobs} for a worker. The next occurrence stays as planned."
    return _back(request, words if change.affected else "No event is active, so there was nothing to run.")


@post("/schedules/{schedule_id:uuid}/pause", name="admin.schedule.pause", **audited_as(Action.PAUSE_SCHEDULE))
async def pause(request: PageRequest, schedule_id: FromPath[UUID]) -> Redirect:
    async with audited(actor_of(request), Action.PAUSE_SCHEDULE, _target(schedule_id)) as change:
        since = await pauses.paused_since(schedule_id)
        await pauses.pause(schedule_id, utc_now())
        change.affected = 0 if since else 1
        change.before, change.after = {"paused": since is not None}, {"paused": True}
    return _back(request, "Paused. What falls into the pause is neither run nor counted as missed.")


@post("/schedules/{schedule_id:uuid}/resumption", name="admin.schedule.resume", **audited_as(Action.RESUME_SCHEDULE))
async def resume(request: PageRequest, schedule_id: FromPath[UUID]) -> Redirect:
    async with audited(actor_of(request), Action.RESUME_SCHEDULE, _target(schedule_id)) as change:
        since = await pauses.paused_since(schedule_id)
        await pauses.resume(schedule_id, utc_now())
        change.affected = 1 if since else 0
        change.before, change.after = {"paused": since is not None}, {"paused": False}
    return _back(request, "It goes on with its next occurrence.")


def _target(schedule_id: UUID) -> Target:
    return Target(TargetKind.SCHEDULE, str(schedule_id))


def _back(request: PageRequest, words: str) -> Redirect:
    return say_on(request, request.app.route_reverse("admin.schedules"), words)
