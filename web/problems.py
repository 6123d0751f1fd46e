"""What is said of each kind of error: its status, its words, and what to draw."""

import asyncpg
from litestar.exceptions import HTTPException, MethodNotAllowedException, PermissionDeniedException
from msgspec import Struct
from msgspec.structs import replace

from domain.engine import DATABASE_AWAY
from domain.errors import DomainError, Expired, Forbidden, InvalidInput, NotFound
from web.api.refusals import ApiRefusal, FieldError
from web.security.bearer import TokenRequired
from web.security.body_limit import FORM_LIMIT_BYTES
from web.security.form_bodies import NotAForm
from web.security.guards import SignInRequired
from web.security.rate_limit import TooManyRequests


class Problem(Struct, frozen=True):
    """An error as people and machines are told of it. `way_out` is a label and a route's name."""

    status: int
    title: str
    detail: str
    drawing: str = "nothing"
    way_out: tuple[str, str] = ("Go to the start", "home")
    headers: dict[str, str] = {}
    errors: tuple[FieldError, ...] = ()


NEW_LINK = ("Send me a new link", "sign_in")
BROKEN = Problem(
    500,
    "This page did not open",
    "Something broke on our side. What you saved is safe, and nothing was changed.",
    "broken",
)
DATABASE_DOWN = Problem(
    503,
    "Hallway is catching its breath",
    "The database does not answer. What you saved is safe; try again in a few seconds.",
    "waiting",
    headers={"Retry-After": "5"},
)
STALE_FORM = Problem(
    403,
    "This form is too old",
    "Its security token is missing or belongs to another visit. Nothing was changed; go back, reload, send it again.",
    "locked",
)
UNREADABLE = Problem(400, "That cannot be read", "Hallway does not understand this request; nothing was changed.")

# Where the database refuses what was sent, such as a NUL character in a text.
_UNSTORABLE = (asyncpg.DataError, asyncpg.CharacterNotInRepertoireError)
_DATABASE_DOWN = (
    *DATABASE_AWAY,
    TimeoutError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
)
_BY_STATUS = {
    400: UNREADABLE,
    403: STALE_FORM,
    404: Problem(404, "No door here", "Nothing is at this address. It may have moved, or the link was cut short."),
    405: Problem(405, "Not that way", "This address exists, but it cannot be used like that."),
    413: Problem(
        413,
        "Too much at once",
        f"A form may be {FORM_LIMIT_BYTES // 1024} KiB at most. Nothing was stored; shorten it and send it again.",
    ),
}


def problem_of(error: Exception) -> Problem:
    """What to say of an error. Details of what nobody expected stay in the log."""
    if isinstance(error, DomainError):
        return _of_domain(error)
    if isinstance(error, PermissionDeniedException):
        return STALE_FORM
    if isinstance(error, MethodNotAllowedException):
        return replace(_BY_STATUS[405], headers={"Allow": _allowed(error)})
    if isinstance(error, HTTPException):
        return _BY_STATUS.get(error.status_code, UNREADABLE if error.status_code < 500 else BROKEN)
    if isinstance(error, _UNSTORABLE):
        return UNREADABLE
    return DATABASE_DOWN if isinstance(error, _DATABASE_DOWN) else BROKEN


def _allowed(error: MethodNotAllowedException) -> str:
    methods = {method.strip() for method in (error.headers or {}).get("allow", "").split(",")}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def _of_domain(error: DomainError) -> Problem:
    detail = error.detail
    match error:
        case SignInRequired():
            return Problem(401, "Sign in first", detail, "locked", ("Sign in", "sign_in"))
        case Forbidden():
            return Problem(403, "Not yours to open", detail, "locked")
        case NotFound():
            return Problem(404, "No door here", detail)
        case Expired():
            return Problem(410, "This link has expired", detail, "locked", NEW_LINK)
        case TooManyRequests():
            seconds = max(1, int(error.retry_after.total_seconds()))
            return Problem(429, "A short pause", detail, "waiting", headers={"Retry-After": str(seconds)})
        case TokenRequired():
            return Problem(401, "A token is wanted", detail, "locked", headers={"WWW-Authenticate": error.challenge})
        case ApiRefusal():
            return Problem(error.status, error.title, detail, errors=error.errors)
        case NotAForm():
            return Problem(415, "That is not a form", f"{detail} Nothing was changed.")
        case InvalidInput():
            return Problem(400, "That cannot be taken", detail)
        case _:
            return BROKEN
