"""A client of the API, as another system writes one."""

from copy import deepcopy
from typing import Any

import httpx
from litestar import Litestar

from web.head_requests import AnswerHead
from web.request_log import RequestLog

Json = dict[str, Any]

SESSIONS = "/api/v1/oracle/sessions/match"
SPEAKERS = "/api/v1/oracle/speakers/match"
STARTERS = "/api/v1/oracle/speakers/conversation-starters"
ORACLE = (SESSIONS, SPEAKERS, STARTERS)


class ApiClient:
    """Sends JSON with a bearer token, and no cookies."""

    def __init__(self, site: Litestar, token: str) -> None:
        transport = httpx.ASGITransport(RequestLog(AnswerHead(site)))  # type: ignore[arg-type]  # stricter than httpx's
        self.token = token
        self.state = site.state
        self.http = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")

    async def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        """Ask; `content` in the options sends bytes in the place of JSON, `headers` add to ours or replace them."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        headers |= options.pop("headers", {})
        if "content" not in options:
            options["json"] = body
        return await self.http.post(path, headers=headers, **options)

    async def ask(self, path: str, body: Json) -> Json:
        """The answer's JSON, which must be a success."""
        answer = await self.post(path, body)
        assert answer.status_code == 200, answer.text
        content: Json = answer.json()
        return content


def example(name: str) -> Json:
    """The specification's own request, of `sessions`, `speakers` or `starters`; a copy to be changed at will."""
    from web.api.oracle import conversation_starters, sessions, speakers

    operations = {"sessions": sessions, "speakers": speakers, "starters": conversation_starters}
    return deepcopy(operations[name].OPERATION.example["request"])


EXAMPLES = {SESSIONS: "sessions", SPEAKERS: "speakers", STARTERS: "starters"}
