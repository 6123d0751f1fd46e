"""HEAD: answered as GET would be, without the body. Source: RFC 9110, section 9.3.2."""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send


class AnswerHead:
    """Wraps the site, whose routes know GET only."""

    def __init__(self, site: ASGIApp) -> None:
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != "HEAD":
            await self._site(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        # The server sees in its own scope that no body follows, so the site gets a copy.
        asked: HTTPScope = {**scope, "method": "GET"}
        try:
            await self._site(asked, receive, send_without_body)
        finally:
            # The log names the route that the site found.
            scope.update({**asked, "method": "HEAD"})
