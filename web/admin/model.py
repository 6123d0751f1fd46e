"""The model: its calls, money, latency and fallbacks; and its breaker, to be closed by hand."""

from litestar import get, post
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Response
from msgspec import Struct

from domain.audit.entries import Action, Target, TargetKind, audited
from domain.clock import utc_now
from domain.model.opening import read_breaker, reset_breaker
from web.admin.acting import actor_of
from web.admin.model_gates import read_gates
from web.admin.model_page import parse_wanted, read_model_page
from web.notices import say_on
from web.rendering import render
from web.requests import PageRequest
from web.security.guards import require_full_admin


class ResetForm(Struct):
    """What the form sends."""

    reason: str = ""


@get("/model", name="admin.model")
async def show_model(request: PageRequest) -> Response[str]:
    now = utc_now()
    page = await read_model_page(parse_wanted(request.query_params), await read_gates(request.app.state, now), now)
    return render(request, "admin/model/index.html", page)


@post(
    "/model/breaker/resets",
    name="admin.model.reset_breaker",
    guards=[require_full_admin],
    opt={"audited": Action.RESET_BREAKER},
)
async def reset(request: PageRequest, data: URLEncodedBody[ResetForm]) -> Redirect:
    settings, redis = request.app.state.settings, request.app.state.redis
    target = Target(TargetKind.BREAKER, settings.model)
    async with audited(actor_of(request), Action.RESET_BREAKER, target, data.reason, reason_required=True) as change:
        before = await read_breaker(settings, redis)
        await reset_breaker(settings, redis)
        change.before = {"state": before.state, "failures": before.failures, "reason": before.reason}
        change.after = {"state": (await read_breaker(settings, redis)).state}
    words = "The breaker is closed: calls go out again. Five failures in a row open it anew."
    return say_on(request, request.app.route_reverse("admin.model"), words)
