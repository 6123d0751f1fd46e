"""What is done to many jobs at once, after it was confirmed with the exact number and a reason."""

from collections.abc import Callable
from urllib.parse import parse_qsl

import msgspec
from litestar import post
from litestar.datastructures import FormMultiDict
from litestar.handlers import BaseRouteHandler
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from domain.audit.entries import Action, state_reason
from domain.errors import InvalidInput
from domain.work.choice import Choice, Matched, OutOfDate
from web.admin.acting import actor_of
from web.admin.job_actions import CANCEL, DELETE, PRIORITIZE, RETRY, RUN, JobAction, Wish, done_words, perform
from web.admin.job_query import WantedJobs, parse_wanted
from web.admin.jobs_confirmation import TEMPLATE, Typed, matched, read_confirmation
from web.admin.priorities import parse_priority
from web.notices import say_on
from web.rendering import render
from web.requests import PageRequest
from web.security.guards import require_full_admin


class Confirmed(Struct, frozen=True):
    """What the form says; `back` is the list that it came from."""

    choice: Choice
    back: WantedJobs
    reason: str
    priority: str


def acting_on_many(action: JobAction, path: str, audited: Action) -> BaseRouteHandler:
    """The route that does it to many."""

    @post(path, name=action.route, guards=[require_full_admin], opt={"audited": audited}, status_code=HTTP_200_OK)
    async def act(request: PageRequest) -> Response[str] | Redirect:
        return await act_on_many(request, action)

    return act


BULK = (
    acting_on_many(RETRY, "/jobs/bulk-retries", Action.RETRY),
    acting_on_many(RUN, "/jobs/bulk-runs", Action.RUN_NOW),
    acting_on_many(PRIORITIZE, "/jobs/bulk-priorities", Action.PRIORITIZE),
    acting_on_many(CANCEL, "/jobs/bulk-cancellations", Action.CANCEL),
    acting_on_many(DELETE, "/jobs/bulk-deletions", Action.DELETE),
)


async def act_on_many(request: PageRequest, action: JobAction) -> Response[str] | Redirect:
    """Do it and go back to the list, or show the page again with what was wrong."""
    confirmed = parse_confirmed(await request.form())
    if typed := _problems(action, confirmed):
        return await _again(request, action, confirmed, typed, HTTP_422_UNPROCESSABLE_ENTITY)
    priority = parse_priority(confirmed.priority) if action is PRIORITIZE else 0
    try:
        done = await perform(action, actor_of(request), Wish(confirmed.choice, confirmed.reason, priority))
    except OutOfDate as error:
        typed = Typed(confirmed.reason, confirmed.priority, problem=error.detail)
        return await _again(request, action, confirmed, typed, HTTP_409_CONFLICT)
    path = f"{request.app.route_reverse('admin.jobs')}?{confirmed.back.query()}"
    return say_on(request, path, done_words(action, done))


def parse_confirmed(form: FormMultiDict) -> Confirmed:
    """Raises: `InvalidInput` for a form that is not ours."""
    try:
        choice = msgspec.json.decode(form.get("choice", ""), type=Choice)
    except msgspec.DecodeError as error:
        raise InvalidInput("The form did not arrive whole. Nothing was changed; begin again at the list.") from error
    back = parse_wanted(dict(parse_qsl(form.get("back", ""))))
    return Confirmed(choice, back, form.get("reason", "").strip(), form.get("priority", "").strip())


def _problems(action: JobAction, confirmed: Confirmed) -> Typed | None:
    reason = _complaint(lambda: state_reason(confirmed.reason, required=True))
    priority = _complaint(lambda: parse_priority(confirmed.priority)) if action is PRIORITIZE else ""
    if not reason and not priority:
        return None
    return Typed(confirmed.reason, confirmed.priority, reason_problem=reason, priority_problem=priority)


def _complaint(check: Callable[[], object]) -> str:
    try:
        check()
    except InvalidInput as error:
        return error.detail
    return ""


async def _again(
    request: PageRequest, action: JobAction, confirmed: Confirmed, typed: Typed, status: int
) -> Response[str]:
    """The page once more, with what was typed; jobs by filter are counted anew, and nothing is done unseen."""
    choice = confirmed.choice
    if isinstance(choice, Matched):
        choice = await matched(action, choice.filter)
    return render(request, TEMPLATE, await read_confirmation(action, choice, confirmed.back, typed), status=status)
