"""Queues: pause one, and let it go on."""

from typing import Literal

from litestar import post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from domain.audit.entries import Action, Target, TargetKind, audited
from domain.clock import utc_now
from domain.errors import NotFound
from domain.work.pause import pause_queue, paused_since, resume_queue
from domain.work.queues import list_queues
from web.admin.acting import actor_of, audited_as
from web.notices import say_on
from web.requests import PageRequest

# The page to go back to: both have the forms.
Page = Literal["overview", "jobs"]


@post("/queues/{queue:str}/pause", name="admin.queue.pause", **audited_as(Action.PAUSE_QUEUE))
async def pause(request: PageRequest, queue: FromPath[str], back: FromQuery[Page] = "jobs") -> Redirect:
    await _require(queue)
    async with audited(actor_of(request), Action.PAUSE_QUEUE, Target(TargetKind.QUEUE, queue)) as change:
        since = await paused_since(queue)
        await pause_queue(queue)
        change.affected = 0 if since else 1
        change.before, change.after = {"paused": since is not None}, {"paused": True}
    words = f"{queue} is paused. What runs ends as ever; what waits, and what comes, is kept."
    return say_on(request, request.app.route_reverse(f"admin.{back}"), words)


@post("/queues/{queue:str}/resumption", name="admin.queue.resume", **audited_as(Action.RESUME_QUEUE))
async def resume(request: PageRequest, queue: FromPath[str], back: FromQuery[Page] = "jobs") -> Redirect:
    await _require(queue)
    async with audited(actor_of(request), Action.RESUME_QUEUE, Target(TargetKind.QUEUE, queue)) as change:
        since = await paused_since(queue)
        await resume_queue(queue)
        change.affected = 1 if since else 0
        change.before, change.after = {"paused": since is not None}, {"paused": False}
    return say_on(request, request.app.route_reverse(f"admin.{back}"), f"{queue} goes on.")


async def _require(queue: str) -> None:
    """Raises: `NotFound` for a queue without work, worker or pause."""
    if queue not in {known.name for known in await list_queues(utc_now())}:
        raise NotFound("There is no such queue.")
