"""The model: its calls, money, latency and fallbacks; and its breaker, to be closed by hand."""

from litestar import get, post
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Response
from msgspec import Struct

from domain.audit.entries import Action
from domain.clock import utc_now
from domain.model.reset_by_hand import reset_by_hand
from web.admin.acting import actor_of, audited_as
from web.admin.model.page import parse_wanted, read_model_page
from web.notices import say_on
from web.rendering import render
from web.requests import PageRequest


class ResetForm(Struct):
    """What the form sends."""

    reason: str = ""


@get("/model", name="admin.model")
async def show_model(request: PageRequest) -> Response[str]:
    page = await read_model_page(parse_wanted(request.query_params), request.app.state, utc_now())
    return render(request, "admin/model/index.html", page)


@post("/model/breaker/resets", name="admin.model.reset_breaker", **audited_as(Action.RESET_BREAKER))
async def reset(request: PageRequest, data: URLEncodedBody[ResetForm]) -> Redirect:
    state = request.app.state
    await reset_by_hand(actor_of(request), state.settings, state.redis, data.reason)
    words = "The breaker is closed: calls go out again. Five failures in a row open it anew."
    return say_on(request, request.app.route_reverse("admin.model"), words)
