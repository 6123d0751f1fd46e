"""Workers: whether each is alive, which version it is, and what it runs."""

from litestar import get
from litestar.response import Response

from domain.clock import utc_now
from web.admin.live.pages import without_filters
from web.admin.workers.page import read_workers_page
from web.rendering import render
from web.requests import PageRequest


@get("/workers", name="admin.workers")
async def list_workers(request: PageRequest) -> Response[str]:
    without_filters(request.query_params)
    return render(request, "admin/workers/index.html", await read_workers_page(utc_now()))
