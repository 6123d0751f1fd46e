"""Retry with edited arguments: a form with a field for each, and a new job that points to the old."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from domain.audit.entries import Action
from domain.work.by_hand.repeat import InvalidArguments, argument_names, repeat_job, require_over
from domain.work.job_details import JobDetails, read_job
from domain.work.masking import mask_json
from domain.work.subjects import name_subjects
from web.admin.acting import actor_of, audited_as
from web.admin.words import PILLS, Pill
from web.notices import say_on
from web.rendering import render
from web.requests import PageRequest
from web.security.guards import require_full_admin

TEMPLATE = "admin/job_repeat/index.html"
# A field of the form is named apart from the form's own.
PREFIX = "argument-"


class ArgumentField(Struct, frozen=True):
    """One argument: a text as it is, anything else as JSON, "" for nothing. `known_as` is what its id is called."""

    name: str
    value: str
    known_as: str
    problem: str = ""


class RepeatPage(Struct, frozen=True):
    """The form."""

    id: UUID
    name: str
    pill: Pill
    fields: tuple[ArgumentField, ...]
    has_problems: bool = False


@get("/jobs/{job_id:uuid}/repeats/new", name="admin.job.new_repeat", guards=[require_full_admin])
async def show_repeat(request: PageRequest, job_id: FromPath[UUID]) -> Response[str]:
    job = await read_job(job_id)
    require_over(job.state)
    return render(request, TEMPLATE, await make_repeat_page(job, _as_typed(mask_json(job.arguments).json), {}))


@post(
    "/jobs/{job_id:uuid}/repeats",
    name="admin.job.repeat",
    **audited_as(Action.REPEAT),
    status_code=HTTP_200_OK,
)
async def repeat(request: PageRequest, job_id: FromPath[UUID]) -> Response[str] | Redirect:
    form, job = await request.form(), await read_job(job_id)
    typed = {name: form.get(f"{PREFIX}{name}", "").strip() for name in argument_names(job.name)}
    try:
        new_id = await repeat_job(actor_of(request), job_id, parse_arguments(typed, job.arguments))
    except InvalidArguments as error:
        page = await make_repeat_page(job, typed, error.problems)
        return render(request, TEMPLATE, page, status=HTTP_422_UNPROCESSABLE_ENTITY)
    path = request.app.route_reverse("admin.job", job_id=new_id)
    return say_on(request, path, "This job repeats the other one with the arguments as you edited them.")


async def make_repeat_page(job: JobDetails, typed: Mapping[str, str], problems: Mapping[str, str]) -> RepeatPage:
    """The page with what was typed; at most one query. Raises: `NotFound` for a kind of work that there is no more."""
    names = await name_subjects([msgspec.json.encode(typed).decode()])
    known = {str(found): name for found, name in names.items()}
    fields = [
        ArgumentField(name, value := typed.get(name, ""), known.get(value, ""), problems.get(name, ""))
        for name in argument_names(job.name)
    ]
    return RepeatPage(job.id, job.name, PILLS[job.state], tuple(fields), bool(problems))


def parse_arguments(typed: Mapping[str, str], before: str) -> dict[str, object]:
    """The values of the fields. What was a text stays one; else it is JSON, or a text if it is no JSON.

    What was shown with a mask, and was left so, is as it was.
    """
    values, shown = _decoded(before), _as_typed(mask_json(before).json)
    untouched = {name: values[name] for name, text in typed.items() if text and text == shown.get(name)}
    texts = {name for name, value in values.items() if isinstance(value, str)}
    return {name: text if name in texts else _value(text) for name, text in typed.items() if text} | untouched


def _value(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def _as_typed(arguments: str) -> dict[str, str]:
    values = _decoded(arguments).items()
    return {
        name: value if isinstance(value, str) else msgspec.json.encode(value).decode()
        for name, value in values
        if value is not None
    }


def _decoded(arguments: str) -> dict[str, object]:
    return msgspec.json.decode(arguments, type=dict[str, object])
