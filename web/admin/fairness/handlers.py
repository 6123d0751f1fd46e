"""Fairness: whether each event gets its turn."""

from litestar import get
from litestar.response import Response

from domain.clock import utc_now
from web.admin.fairness.page import parse_wanted, read_fairness_page
from web.rendering import render
from web.requests import PageRequest


@get("/fairness", name="admin.fairness")
async def show_fairness(request: PageRequest) -> Response[str]:
    page = await read_fairness_page(parse_wanted(request.query_params), utc_now())
    return render(request, "admin/fairness/index.html", page)
