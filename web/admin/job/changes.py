"""What is done to one job: it is tried again, cancelled, deleted, made due, or given another priority."""

from uuid import UUID

from litestar import post
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect

from domain.audit.entries import Action
from domain.work.by_hand.actions import Done
from domain.work.by_hand.choice import Picked
from domain.work.job_details import read_job
from web.admin.acting import actor_of, audited_as
from web.admin.jobs.actions import CANCEL, DELETE, PRIORITIZE, RETRY, RUN, JobAction, Wish, perform
from web.admin.jobs.numbers import parse_priority
from web.notices import say_on
from web.requests import PageRequest

DONE = {
    RETRY.key: "This job waits again, with all its attempts before it.",
    RUN.key: "This job is due now.",
    PRIORITIZE.key: "This job has its new priority.",
    CANCEL.key: "This job is cancelled; if it was running, it is asked to stop.",
}
NOT_DONE = "Nothing was changed: the job is not in that state any more, or did not need it."
KEPT = {
    RETRY.key: "Nothing was changed: a newer job does the same work.",
    DELETE.key: "Nothing was changed: this job is a part of work that is not over, which counts its parts.",
}


@post("/jobs/{job_id:uuid}/retries", name="admin.job.retry", **audited_as(Action.RETRY))
async def retry(request: PageRequest, job_id: FromPath[UUID]) -> Redirect:
    return await act_on_one(request, RETRY, job_id)


@post("/jobs/{job_id:uuid}/runs", name="admin.job.run", **audited_as(Action.RUN_NOW))
async def run(request: PageRequest, job_id: FromPath[UUID]) -> Redirect:
    return await act_on_one(request, RUN, job_id)


@post("/jobs/{job_id:uuid}/priority", name="admin.job.prioritize", **audited_as(Action.PRIORITIZE))
async def prioritize(request: PageRequest, job_id: FromPath[UUID]) -> Redirect:
    priority = parse_priority((await request.form()).get("priority", ""))
    return await act_on_one(request, PRIORITIZE, job_id, priority)


@post("/jobs/{job_id:uuid}/cancellation", name="admin.job.cancel", **audited_as(Action.CANCEL))
async def cancel(request: PageRequest, job_id: FromPath[UUID]) -> Redirect:
    return await act_on_one(request, CANCEL, job_id)


@post("/jobs/{job_id:uuid}/deletion", name="admin.job.delete", **audited_as(Action.DELETE))
async def delete(request: PageRequest, job_id: FromPath[UUID]) -> Redirect:
    return await act_on_one(request, DELETE, job_id)


CHANGES: tuple[BaseRouteHandler, ...] = (retry, run, prioritize, cancel, delete)


async def act_on_one(request: PageRequest, action: JobAction, job_id: UUID, priority: int = 0) -> Redirect:
    """Do it, and go on to the job's page, or to the list if the job is gone. Raises: `NotFound`."""
    job = await read_job(job_id)
    done = await perform(action, actor_of(request), Wish(Picked((job_id,)), priority=priority))
    if action is DELETE and done.changed:
        words = f"{job.name} …{str(job_id)[-6:]} is deleted."
        return say_on(request, request.app.route_reverse("admin.jobs"), words)
    return say_on(request, request.app.route_reverse("admin.job", job_id=job_id), _words(action, done))


def _words(action: JobAction, done: Done) -> str:
    if done.changed:
        return DONE[action.key]
    return KEPT.get(action.key, NOT_DONE) if done.kept else NOT_DONE
