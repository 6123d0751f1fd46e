"""A mailed link: opening it shows a button, and the button signs in. Mail scanners open links and press nothing."""

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response
from msgspec import Struct

from domain.clock import utc_now
from domain.errors import Expired
from domain.people.sign_in import is_link_open, use_link
from web.rendering import render, see_other
from web.requests import AnyRequest
from web.security.sessions import sign_in, sign_out
from web.viewer import load_viewer


class ConfirmPage(Struct, frozen=True):
    """The button's page."""

    token: str


@get("/sign-in/links/{token:str}", name="sign_in.link")
async def show_link(request: AnyRequest, token: FromPath[str]) -> Response[str]:
    if not await is_link_open(token, utc_now()):
        raise Expired("A sign-in link works once, for 15 minutes. This one was used already, or is too old.")
    return render(request, "sign_in/confirm.html", ConfirmPage(token))


@post("/sign-in/links/{token:str}", name="sign_in.use_link")
async def use_link_once(request: AnyRequest, token: FromPath[str]) -> Redirect:
    viewer = await load_viewer(await use_link(token, utc_now()))
    if viewer is None:
        raise Expired("This sign-in link belonged to somebody who is no longer here.")
    answer = see_other(request, "home")
    answer.set_cookie(await sign_in(request, viewer))
    return answer


@post("/sign-out", name="sign_out")
async def leave(request: AnyRequest) -> Redirect:
    answer = see_other(request, "sign_in")
    answer.set_cookie(await sign_out(request))
    return answer
