"""Errors, answered in one place: a page for people, a notice for htmx, problem JSON (RFC 9457) for machines."""

from typing import Any

import structlog
from litestar.exceptions import HTTPException
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_303_SEE_OTHER
from litestar.types import ExceptionHandlersMap
from msgspec import Struct

from web.accept import prefers_json
from web.api.refusals import FieldError
from web.problems import DATABASE_DOWN, Problem, problem_of
from web.rendering import render, wants_fragment
from web.requests import AnyRequest
from web.security.guards import SignInRequired

# A failed part of a page leaves that part as it was, and says so in the page's own place for notices.
NOTICE = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML"}

log = structlog.get_logger()


class ProblemDetails(Struct, frozen=True, omit_defaults=True):
    """An error as machines are told of it; `request_id` finds it in the logs, `errors` are of single fields.

    Source: RFC 9457.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    errors: tuple[FieldError, ...] = ()


class ErrorPage(Struct, frozen=True):
    """What an error page shows; `reference` finds the request in the logs."""

    problem: Problem
    reference: str
    retry_path: str | None


def exception_handlers() -> ExceptionHandlersMap:
    """One handler for all: the framework's HTTP errors, the domain's named ones, and what nobody expected."""
    return {HTTPException: answer_error, Exception: answer_error}


def answer_error(request: AnyRequest, error: Exception) -> Response[Any]:
    """Answer in the form that was asked for."""
    problem = problem_of(error)
    _log(problem, error)
    if wants_json(request):
        return _as_json(request, problem)
    if wants_fragment(request):
        return _as_notice(request, problem, error)
    if isinstance(error, SignInRequired) and request.method in ("GET", "HEAD"):
        return Redirect(request.app.route_reverse("sign_in"), status_code=HTTP_303_SEE_OTHER)
    return render(request, "errors/show.html", _page(request, problem), status=problem.status, headers=problem.headers)


def wants_json(request: AnyRequest) -> bool:
    """Whether a machine asks: it says so, or uses the API."""
    return request.scope["path"].startswith("/api/") or prefers_json(request.headers.get("Accept", ""))


def _log(problem: Problem, error: Exception) -> None:
    if problem is DATABASE_DOWN:
        log.warning("database_unreachable", reason=str(error))
    elif problem.status >= 500:
        log.error("request_failed", exc_info=error)


def _as_json(request: AnyRequest, problem: Problem) -> Response[ProblemDetails]:
    content = ProblemDetails(
        type="about:blank",
        title=problem.title,
        status=problem.status,
        detail=problem.detail,
        instance=request.scope["path"],
        request_id=_reference(),
        errors=problem.errors,
    )
    media_type = "application/problem+json"
    return Response(content, status_code=problem.status, media_type=media_type, headers=problem.headers)


def _as_notice(request: AnyRequest, problem: Problem, error: Exception) -> Response[str]:
    headers = NOTICE | problem.headers
    if isinstance(error, SignInRequired):
        headers["HX-Redirect"] = request.app.route_reverse("sign_in")
    page = _page(request, problem)
    return render(request, "errors/notice.html", page, status=problem.status, headers=headers)


def _page(request: AnyRequest, problem: Problem) -> ErrorPage:
    can_repeat = request.method == "GET" and problem.status >= 500
    return ErrorPage(problem, _reference(), request.scope["path"] if can_repeat else None)


def _reference() -> str:
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))
