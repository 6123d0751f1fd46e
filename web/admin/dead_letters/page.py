"""Dead letters by their error: what fails, how often, since when, and what can be done about all of it."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from litestar import get
from litestar.datastructures import State as AppState
from litestar.response import Response
from msgspec import Struct

from domain.clock import utc_now
from domain.work.by_hand.replay_lines import list_replays
from domain.work.error_groups import MOST_GROUPS, ErrorGroup, list_error_groups
from domain.work.masking import mask_text
from web.admin.dead_letters.replays import ReplayView, make_replay_view
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind, without_filters
from web.admin.snapshot import Snapshot
from web.admin.words import clock
from web.rendering import render
from web.requests import PageRequest


class GroupLine(Struct, frozen=True, kw_only=True):
    """One error. The queries are of the lists of its dead and of its waiting jobs; `key` is a part of an id in HTML."""

    key: str
    sample: str
    sample_id: UUID
    names: str
    dead: int
    retrying: int
    first_at: datetime
    first: str
    last_at: datetime
    last: str
    dead_query: str
    retrying_query: str
    is_known: bool


class DeadLettersPage(Struct, frozen=True):
    """The errors, those with the most dead letters first, and the latest replays, those that go on first."""

    groups: tuple[GroupLine, ...]
    replays: tuple[ReplayView, ...]
    read_at: datetime
    clock: str

    @property
    def dead(self) -> int:
        return sum(group.dead for group in self.groups)

    @property
    def retrying(self) -> int:
        return sum(group.retrying for group in self.groups)

    @property
    def current(self) -> tuple[ReplayView, ...]:
        return tuple([replay for replay in self.replays if replay.is_current])

    @property
    def past(self) -> tuple[ReplayView, ...]:
        return tuple([replay for replay in self.replays if not replay.is_current])

    @property
    def was_cut(self) -> bool:
        return len(self.groups) == MOST_GROUPS

    @property
    def versions(self) -> dict[str, str]:
        return {
            "replays": fingerprint(self.current),
            "groups": fingerprint(self.groups),
            "past": fingerprint(self.past),
        }

    @property
    def live_query(self) -> str:
        return "page=dead-letters"


@get("/dead-letters", name="admin.dead_letters")
async def list_dead_letters(request: PageRequest) -> Response[str]:
    without_filters(request.query_params)
    return render(request, "admin/dead_letters/index.html", await read_dead_letters(utc_now()))


async def read_dead_letters(now: datetime) -> DeadLettersPage:
    """Two queries."""
    groups = tuple([make_group_line(group, now) for group in await list_error_groups()])
    replays = tuple([make_replay_view(replay, now) for replay in await list_replays()])
    return DeadLettersPage(groups, replays, now, clock(now, now))


def make_group_line(group: ErrorGroup, now: datetime) -> GroupLine:
    error = {"error": group.fingerprint} if group.fingerprint else {}
    return GroupLine(
        key=group.fingerprint or "unknown",
        sample=mask_text(group.sample or "Nothing was said."),
        sample_id=group.sample_id,
        names=", ".join(group.names),
        dead=group.dead,
        retrying=group.retrying,
        first_at=group.first_at,
        first=clock(group.first_at, now),
        last_at=group.last_at,
        last=clock(group.last_at, now),
        dead_query=urlencode({"tab": "dead", **error}),
        retrying_query=urlencode({"tab": "waiting", **error}),
        is_known=bool(group.fingerprint),
    )


async def _read_live(_wanted: tuple[()], snapshot: Snapshot, _state: AppState) -> DeadLettersPage:
    return await read_dead_letters(snapshot.at)


DEAD_LETTERS_LIVE = LiveKind(without_filters, _read_live, "admin/dead_letters/live.html")
