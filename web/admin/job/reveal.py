"""Arguments, result and errors of a job without their masks: shown once, and written down who looked."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath
from litestar.response import Response
from litestar.status_codes import HTTP_200_OK

from domain.audit.entries import Action, Target, TargetKind, audited
from domain.clock import utc_now
from domain.work.job_details import read_job
from web.admin.acting import actor_of, audited_as
from web.admin.job.page import read_job_page
from web.rendering import render
from web.requests import PageRequest


@post(
    "/jobs/{job_id:uuid}/revelations",
    name="admin.job.reveal",
    **audited_as(Action.REVEAL),
    status_code=HTTP_200_OK,
)
async def reveal(request: PageRequest, job_id: FromPath[UUID]) -> Response[str]:
    await read_job(job_id)
    async with audited(actor_of(request), Action.REVEAL, Target(TargetKind.JOB, str(job_id))) as change:
        change.affected = 0
    page = await read_job_page(job_id, utc_now(), is_revealed=True)
    return render(request, "admin/job/index.html", page, headers={"Cache-Control": "no-store"})
