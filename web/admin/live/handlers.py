"""What changed on an open page: as a stream of events, or once for who cannot have one."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from dataclasses import dataclass
from typing import Any

from litestar import get
from litestar.datastructures import State as AppState
from litestar.params import FromQuery
from litestar.response import Response
from litestar.status_codes import HTTP_204_NO_CONTENT

from domain.errors import InvalidInput
from web.admin.audit.page import AUDIT_LIVE
from web.admin.dead_letters.page import DEAD_LETTERS_LIVE
from web.admin.fairness.page import FAIRNESS_LIVE
from web.admin.job.page import JOB_LIVE
from web.admin.jobs.page import JOBS_LIVE
from web.admin.live.pages import LiveKind
from web.admin.live.readings import LiveReadings
from web.admin.live.stream import EventStream, Streams, beat, message
from web.admin.model.page import MODEL_LIVE
from web.admin.overview.page import OVERVIEW_LIVE
from web.admin.schedules.page import SCHEDULES_LIVE
from web.admin.workers.page import WORKERS_LIVE
from web.rendering import render
from web.requests import PageRequest
from web.security.cookies import cookie_name
from web.security.sessions import PURPOSE

KINDS: dict[str, LiveKind] = {
    "overview": OVERVIEW_LIVE,
    "jobs": JOBS_LIVE,
    "job": JOB_LIVE,
    "dead-letters": DEAD_LETTERS_LIVE,
    "schedules": SCHEDULES_LIVE,
    "workers": WORKERS_LIVE,
    "fairness": FAIRNESS_LIVE,
    "model": MODEL_LIVE,
    "audit": AUDIT_LIVE,
}
# Of the query, what is not the page's own.
OWN = ("page", "once")
BEAT_SECONDS = 15.0


class Live:
    """What the pages of this process share."""

    def __init__(self) -> None:
        self.streams = Streams()
        self.readings = LiveReadings(self.streams.tokens)


@dataclass(frozen=True)
class Watch:
    """Somebody's open page."""

    live: Live
    request: PageRequest
    kind: LiveKind
    wanted: Hashable
    token: str

    @property
    def state(self) -> AppState:
        """What the process shares."""
        return self.request.app.state


@get("/live", name="admin.live", opt={"endless": True})
async def show_live(request: PageRequest, page: FromQuery[str], once: FromQuery[bool] = False) -> Response[Any]:
    """`page` is one of `KINDS`; the rest of the query is that page's. `Last-Event-ID` has what the reader has seen."""
    watch = _watch(request, page)
    seen = request.headers.get("Last-Event-ID", "")
    if once or watch.live.streams.is_full:
        return await _answer_once(watch, seen)
    return EventStream(watch.live.streams, watch.token, tell(watch, seen))


def _watch(request: PageRequest, page: str) -> Watch:
    """Raises: `InvalidInput` for a page that does not live, or a query that it does not have."""
    if page not in KINDS:
        raise InvalidInput(f"There is no page of that name that lives; there are {', '.join(KINDS)}.")
    query = {key: value for key, value in request.query_params.items() if key not in OWN}
    token = request.cookies.get(cookie_name(request.app.state.settings, PURPOSE), "")
    return Watch(request.app.state.live, request, KINDS[page], KINDS[page].parse(query), token)


async def _answer_once(watch: Watch, seen: str) -> Response[str]:
    reading = await watch.live.readings.page_newer_than(_now(), watch.kind, watch.wanted, watch.state)
    if not (changed := reading.value.changed_since(seen)):
        return Response("", status_code=HTTP_204_NO_CONTENT)
    return render(watch.request, watch.kind.template, changed)


async def tell(watch: Watch, seen: str) -> AsyncIterator[bytes]:
    """What changed, each time that something did; in between a beat, and at the end of the reader's rights `over`."""
    yield beat()
    told_at = since = _now()
    while (await watch.live.readings.rights.newer_than(since)).value.get(watch.token) == watch.request.user.admin:
        reading = await watch.live.readings.page_newer_than(since, watch.kind, watch.wanted, watch.state)
        since = reading.began
        if changed := reading.value.changed_since(seen):
            seen = changed.seen
            yield message(render(watch.request, watch.kind.template, changed).content, seen=seen)
        elif _now() - told_at >= BEAT_SECONDS:
            yield beat()
        else:
            continue
        told_at = _now()
    yield message(event="over")


def _now() -> float:
    return asyncio.get_running_loop().time()
