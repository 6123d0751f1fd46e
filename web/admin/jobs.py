"""Jobs: how the ledger stands, and its jobs page by page. The page asks for what changed every two seconds."""

from typing import Literal
from uuid import UUID

from litestar import get
from litestar.params import FromQuery
from litestar.response import Response
from litestar.status_codes import HTTP_204_NO_CONTENT

from domain.clock import utc_now
from domain.work.listing import JobFilter
from web.admin.job_lines import TABS
from web.admin.jobs_page import changed_regions, read_jobs_page
from web.rendering import render, wants_fragment
from web.requests import PageRequest


@get("/jobs", name="admin.jobs")
async def list_jobs(
    request: PageRequest,
    tab: FromQuery[Literal["all", "waiting", "running", "succeeded", "cancelled", "dead"]] = "all",
    queue: FromQuery[str] = "",
    name: FromQuery[str] = "",
    before: FromQuery[UUID | None] = None,
    seen: FromQuery[str] = "",
) -> Response[str]:
    """`seen` has the fingerprints of the regions that a page shows; the answer is what changed, or empty."""
    wanted = JobFilter(TABS[tab][1], queue or None, name or None, before)
    page = await read_jobs_page(wanted, tab, utc_now())
    if not wants_fragment(request):
        return render(request, "admin/jobs/index.html", page)
    if not (changed := changed_regions(page, seen)):
        return Response("", status_code=HTTP_204_NO_CONTENT)
    return render(request, "admin/jobs/live.html", changed)
