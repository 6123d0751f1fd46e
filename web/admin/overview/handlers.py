"""The overview: where an administrator begins, and what is wrong stands first."""

from litestar import get
from litestar.response import Response

from domain.clock import utc_now
from web.admin.overview.page import parse_wanted, read_overview_page
from web.admin.snapshot import read_snapshot
from web.rendering import render
from web.requests import PageRequest


@get("/", name="admin.overview")
async def show_overview(request: PageRequest) -> Response[str]:
    period = parse_wanted(request.query_params)
    page = await read_overview_page(period, await read_snapshot(utc_now()), request.app.state)
    return render(request, "admin/overview/index.html", page)
