"""The sign-in form: an address goes in, and the answer is the same whether Hallway knows it or not."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from litestar import get, post
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from domain.clock import utc_now
from domain.people.sign_in import send_link
from domain.settings import Settings
from web.rendering import render, see_other
from web.requests import AnyRequest
from web.security.rate_limit import count_request
from web.sign_in.demo import DemoPerson, demo_people

WINDOW = timedelta(minutes=15)
PER_ADDRESS = 5
PER_CLIENT = 30
LONGEST_ADDRESS = 254  # RFC 5321
TOO_MANY = "Too many sign-in links were asked for."


class SignInPage(Struct, frozen=True):
    """The form, with what was wrong with the address; the demo's people only in the demo."""

    demo_people: tuple[DemoPerson, ...]
    email: str = ""
    error: str = ""


class LinkSentPage(Struct, frozen=True):
    """What to do next; the demo shows its inbox."""

    is_demo: bool


class SignInForm(Struct):
    """What the form sends."""

    email: str = ""


@get("/sign-in", name="sign_in")
async def show_sign_in(request: AnyRequest) -> Response[str] | Redirect:
    if request.scope.get("user"):
        return see_other(request, "home")
    return render(request, "sign_in/index.html", SignInPage(await _demo_people(request)))


@post("/sign-in", name="sign_in.request_link")
async def request_link(request: AnyRequest, data: URLEncodedBody[SignInForm]) -> Response[Any]:
    email = data.email.strip()
    if not _looks_like_address(email):
        page = SignInPage(await _demo_people(request), email, "An address looks like name@example.org.")
        return render(request, "sign_in/index.html", page, status=HTTP_422_UNPROCESSABLE_ENTITY)
    await _limit(request, email)
    settings: Settings = request.app.state.settings
    await send_link(email, f"{str(settings.base_url).rstrip('/')}/sign-in/links", utc_now())
    return see_other(request, "sign_in.sent")


@get("/sign-in/sent", name="sign_in.sent")
async def show_link_sent(request: AnyRequest) -> Response[str]:
    return render(request, "sign_in/sent.html", LinkSentPage(request.app.state.settings.demo))


async def _limit(request: AnyRequest, email: str) -> None:
    redis = request.app.state.redis
    client = request.client.host if request.client else "unknown"
    await count_request(redis, f"sign-in:client:{client}", PER_CLIENT, WINDOW, TOO_MANY)
    # Valkey need not know who wants to sign in.
    address = sha256(email.lower().encode()).hexdigest()
    await count_request(redis, f"sign-in:address:{address}", PER_ADDRESS, WINDOW, TOO_MANY)


def _looks_like_address(email: str) -> bool:
    name, _, domain = email.rpartition("@")
    return bool(name and domain) and len(email) <= LONGEST_ADDRESS and email.isprintable() and " " not in email


async def _demo_people(request: AnyRequest) -> tuple[DemoPerson, ...]:
    return await demo_people() if request.app.state.settings.demo else ()
