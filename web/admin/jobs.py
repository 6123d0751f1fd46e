"""Jobs: how the ledger stands, and its jobs page by page. The page asks for what changed every two seconds."""

from typing import Literal
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery
from litestar.response import Response
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Struct

from domain.clock import utc_now
from domain.errors import InvalidInput
from domain.work.listing import JobFilter
from web.admin.job_lines import TABS
from web.admin.jobs_page import changed_regions, read_jobs_page
from web.rendering import render, wants_fragment
from web.requests import PageRequest

TabKey = Literal["all", "waiting", "running", "succeeded", "cancelled", "dead"]


FILTERS = {"tab", "queue", "name", "before", "seen"}


class WantedJobs(Struct, frozen=True):
    """Which tab is open, and what is listed in it."""

    tab: TabKey
    filter: JobFilter


async def provide_wanted(
    request: PageRequest,
    tab: FromQuery[TabKey] = "all",
    queue: FromQuery[str] = "",
    name: FromQuery[str] = "",
    before: FromQuery[UUID | None] = None,
) -> WantedJobs:
    """What the query asks for; a form sends "" for what is left open.

    Raises: `InvalidInput` for a filter that is not there: its page would look as if it were applied.
    """
    if not request.query_params.keys() <= FILTERS:
        raise InvalidInput("Jobs are filtered by tab, queue and name; there is no other filter.")
    return WantedJobs(tab, JobFilter(TABS[tab][1], queue or None, name or None, before))


@get("/jobs", name="admin.jobs", dependencies={"wanted": Provide(provide_wanted)})
async def list_jobs(
    request: PageRequest, wanted: NamedDependency[WantedJobs], seen: FromQuery[str] = ""
) -> Response[str]:
    """`seen` has the fingerprints of the regions that a page shows; the answer is what changed, or empty."""
    page = await read_jobs_page(wanted.filter, wanted.tab, utc_now())
    if not wants_fragment(request):
        return render(request, "admin/jobs/index.html", page)
    if not (changed := changed_regions(page, seen)):
        return Response("", status_code=HTTP_204_NO_CONTENT)
    return render(request, "admin/jobs/live.html", changed)
