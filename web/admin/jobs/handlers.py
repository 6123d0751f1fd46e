"""Jobs: how the ledger stands, and its jobs page by page. What changes comes by `admin.live`."""

from litestar import get
from litestar.response import Response

from domain.clock import utc_now
from web.admin.jobs.page import read_jobs_page
from web.admin.jobs.query import parse_wanted
from web.admin.snapshot import read_snapshot
from web.rendering import render
from web.requests import PageRequest


@get("/jobs", name="admin.jobs")
async def list_jobs(request: PageRequest) -> Response[str]:
    wanted = parse_wanted(request.query_params)
    page = await read_jobs_page(wanted, await read_snapshot(utc_now()))
    return render(request, "admin/jobs/index.html", page)
