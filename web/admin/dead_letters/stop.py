"""A replay is stopped from the page of dead letters: by cancelling the job that does it."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect

from domain.audit.entries import Action
from domain.work.by_hand.actions import cancel_jobs
from domain.work.by_hand.choice import Picked
from domain.work.job_details import read_job
from web.admin.acting import actor_of, audited_as
from web.notices import say_on
from web.requests import PageRequest

STOPPED = "The replay is stopped. What was replayed so far goes its way."
WAS_OVER = "Nothing was stopped: the replay is over."


@post(
    "/dead-letters/replays/{job_id:uuid}/cancellation",
    name="admin.dead_letters.stop_replay",
    **audited_as(Action.CANCEL),
)
async def stop_replay(request: PageRequest, job_id: FromPath[UUID]) -> Redirect:
    await read_job(job_id)
    done = await cancel_jobs(actor_of(request), Picked((job_id,)))
    return say_on(request, request.app.route_reverse("admin.dead_letters"), STOPPED if done.changed else WAS_OVER)
