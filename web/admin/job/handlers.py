"""One job: its life, its attempts with their tracebacks, its arguments and its family."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from domain.clock import utc_now
from web.admin.job.page import read_job_page
from web.rendering import render
from web.requests import PageRequest


@get("/jobs/{job_id:uuid}", name="admin.job")
async def show_job(request: PageRequest, job_id: FromPath[UUID]) -> Response[str]:
    return render(request, "admin/job/index.html", await read_job_page(job_id, utc_now()))
