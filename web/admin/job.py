"""One job: its life, its attempts with their tracebacks, its arguments and its family."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Response
from litestar.status_codes import HTTP_204_NO_CONTENT

from domain.clock import utc_now
from web.admin.job_page import read_job_page
from web.rendering import render, wants_fragment
from web.requests import PageRequest


@get("/jobs/{job_id:uuid}", name="admin.job")
async def show_job(request: PageRequest, job_id: FromPath[UUID], seen: FromQuery[str] = "") -> Response[str]:
    """`seen` is the fingerprint of what a page shows: while nothing changed, the answer is empty."""
    page = await read_job_page(job_id, utc_now())
    if wants_fragment(request) and page.version == seen:
        return Response("", status_code=HTTP_204_NO_CONTENT)
    return render(request, "admin/job/index.html", page, fragment="job")
