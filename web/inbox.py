"""The development inbox, in the demo only: every letter Hallway would have sent, with its links."""

from litestar import get
from litestar.response import Response
from msgspec import Struct

from domain.mail.development_inbox import latest_letters
from domain.mail.letter import Letter
from web.rendering import render
from web.requests import AnyRequest


class InboxPage(Struct, frozen=True):
    """The latest letters, newest first."""

    letters: tuple[Letter, ...]


@get("/inbox", name="inbox")
async def show_inbox(request: AnyRequest) -> Response[str]:
    return render(request, "inbox/index.html", InboxPage(await latest_letters()), fragment="letters")
