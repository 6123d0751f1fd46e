"""The audit log: who changed what by hand, when, how many, why, and what it was before."""

from litestar import get
from litestar.response import Response

from domain.clock import utc_now
from web.admin.audit.page import parse_wanted, read_audit_page
from web.rendering import render
from web.requests import PageRequest


@get("/audit", name="admin.audit")
async def list_changes(request: PageRequest) -> Response[str]:
    page = await read_audit_page(parse_wanted(request.query_params), utc_now())
    return render(request, "admin/audit/index.html", page)
