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
from domain.work.by_hand.choice import Choice, Matched, OutOfDate
from domain.work.by_hand.replay import begin_replay
from web.admin.acting import actor_of, audited_as
from web.admin.jobs.actions import CANCEL, DELETE, PRIORITIZE, REPLAY, RETRY, RUN, JobAction, Wish, done_words, perform
from web.admin.jobs.confirmation import TEMPLATE, Typed, matched, read_confirmation
from web.admin.jobs.numbers import parse_pace, parse_priority
from web.admin.jobs.query import WantedJobs, parse_wanted
from web.notices import say_on
from web.rendering import render
from web.requests import PageRequest

BEGUN = "The replay has begun; how far it is, is shown here."


class Confirmed(Struct, frozen=True):
    """What the form says; `back` is the list that it came from, `pace` the jobs of a replay each second."""

    choice: Choice
    back: WantedJobs
    reason: str
    priority: str
    pace: str


def acting_on_many(action: JobAction, path: str, audited: Action) -> BaseRouteHandler:
    """The route that does it to many."""

    @post(path, name=action.route, **audited_as(audited), status_code=HTTP_200_OK)
    async def act(request: PageRequest) -> Response[str] | Redirect:
        return await act_on_many(request, action)

    return act


BULK = (
    acting_on_many(RETRY, "/jobs/bulk-retries", Action.RETRY),
    acting_on_many(REPLAY, "/jobs/bulk-replays", Action.BEGIN_REPLAY),
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
    try:
        return await _do(request, action, confirmed)
    except OutOfDate as error:
        typed = Typed(confirmed.reason, confirmed.priority, confirmed.pace, problem=error.detail)
        return await _again(request, action, confirmed, typed, HTTP_409_CONFLICT)


async def _do(request: PageRequest, action: JobAction, confirmed: Confirmed) -> Redirect:
    actor, reason = actor_of(request), confirmed.reason
    if action is REPLAY:
        await begin_replay(actor, confirmed.choice, reason, parse_pace(confirmed.pace))
        return say_on(request, request.app.route_reverse("admin.dead_letters"), BEGUN)
    priority = parse_priority(confirmed.priority) if action is PRIORITIZE else 0
    done = await perform(action, actor, Wish(confirmed.choice, reason, priority))
    path = f"{request.app.route_reverse('admin.jobs')}?{confirmed.back.query()}"
    return say_on(request, path, done_words(action, done))


def parse_confirmed(form: FormMultiDict) -> Confirmed:
    """Raises: `InvalidInput` for a form that is not ours."""
    try:
        choice = msgspec.json.decode(form.get("choice", ""), type=Choice)
    except msgspec.DecodeError as error:
        raise InvalidInput("The form did not arrive whole. Nothing was changed; begin again at the list.") from error
    back = parse_wanted(dict(parse_qsl(form.get("back", ""))))
    reason, priority, pace = (form.get(name, "").strip() for name in ("reason", "priority", "pace"))
    return Confirmed(choice, back, reason, priority, pace)


def _problems(action: JobAction, confirmed: Confirmed) -> Typed | None:
    typed = Typed(
        confirmed.reason,
        confirmed.priority,
        confirmed.pace,
        reason_problem=_complaint(lambda: state_reason(confirmed.reason, required=True)),
        priority_problem=_complaint(lambda: parse_priority(confirmed.priority)) if action is PRIORITIZE else "",
        pace_problem=_complaint(lambda: parse_pace(confirmed.pace)) if action is REPLAY else "",
    )
    return typed if typed.reason_problem or typed.priority_problem or typed.pace_problem else None


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
