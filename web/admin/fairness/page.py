"""The page of fairness: what each event has waiting, and how it was served."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from litestar.datastructures import State as AppState
from msgspec import Struct

from domain.work.statistics.fairness import EventShare, Fairness, read_fairness
from domain.work.statistics.throughput import Period
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind
from web.admin.periods import PERIODS, parse_period
from web.admin.snapshot import Snapshot
from web.admin.words import clock, duration, percentage

# Waiting longer than so many times what all wait, an event is behind.
BEHIND = 3.0
# Of fewer jobs a mean or a share says nothing.
FEWEST = 5
# From such a share on, failing is worth a colour.
FAILING = 0.1


class ShareLine(Struct, frozen=True, kw_only=True):
    """One event. `waiting_meter` and `served_meter` are its part of all that waits and was served, 0 to 100."""

    name: str
    event_id: UUID | None
    waiting: str
    waiting_meter: int
    later: str
    running: str
    oldest: str
    served: str
    served_meter: int
    failed: str
    is_failing: bool
    mean_wait: str
    is_behind: bool


class FairnessPage(Struct, frozen=True, kw_only=True):
    """The page; `worry` says first what is wrong, "" if nothing is."""

    period: Period
    worry: str
    lines: tuple[ShareLine, ...]
    more: int
    is_bounded: bool
    read_at: datetime
    clock: str

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of its one region."""
        return {"shares": fingerprint(self.lines)}

    @property
    def live_query(self) -> str:
        return f"page=fairness&{urlencode({'period': self.period.value})}"

    @property
    def periods(self) -> tuple[tuple[str, str], ...]:
        return PERIODS


def parse_wanted(query: Mapping[str, str]) -> Period:
    """Raises: `InvalidInput`."""
    return parse_period(query, "Fairness")


async def read_fairness_page(period: Period, now: datetime) -> FairnessPage:
    """Two queries."""
    found = await read_fairness(now, period)
    lines = make_lines(found)
    behind = [line for line in lines if line.is_behind]
    return FairnessPage(
        period=period,
        worry=_worry(behind),
        lines=lines,
        more=found.events - len(lines),
        is_bounded=found.is_bounded,
        read_at=now,
        clock=clock(now, now),
    )


def make_lines(found: Fairness) -> tuple[ShareLine, ...]:
    """Each event with its part of the whole; those that are behind first."""
    waiting, served = sum(each.waiting for each in found.shares), sum(each.served for each in found.shares)
    usual = _usual_wait(found)
    lines = [_line(each, waiting, served, usual) for each in found.shares]
    return tuple(sorted(lines, key=lambda line: not line.is_behind))


def _line(share: EventShare, waiting: int, served: int, usual: float | None) -> ShareLine:
    ended = share.succeeded + share.failed
    return ShareLine(
        name=share.name or ("An event that is gone" if share.event_id else "Of no event"),
        event_id=share.event_id,
        waiting=f"{share.waiting:,}",
        waiting_meter=100 * share.waiting // waiting if waiting else 0,
        later=f"{share.later:,}",
        running=f"{share.running:,}",
        oldest=duration(share.oldest) if share.oldest is not None else "",
        served=f"{share.served:,}",
        served_meter=100 * share.served // served if served else 0,
        failed=percentage(share.failed, ended) if ended else "",
        is_failing=ended >= FEWEST and share.failed >= FAILING * ended,
        mean_wait=duration(share.mean_wait) if share.mean_wait is not None else "",
        is_behind=_is_behind(share, usual),
    )


def _usual_wait(found: Fairness) -> float | None:
    """The median of the events' mean waits in seconds; None while fewer than two were served."""
    waits = sorted(each.mean_wait.total_seconds() for each in found.shares if each.mean_wait and each.served >= FEWEST)
    return waits[(len(waits) - 1) // 2] if len(waits) > 1 else None


def _is_behind(share: EventShare, usual: float | None) -> bool:
    if usual is None or share.mean_wait is None or share.served < FEWEST:
        return False
    return share.mean_wait.total_seconds() > max(1.0, BEHIND * usual)


def _worry(behind: list[ShareLine]) -> str:
    if not behind:
        return ""
    names = ", ".join(line.name for line in behind[:3])
    verb = "waits" if len(behind) == 1 else "wait"
    return f"{names} {verb} more than {BEHIND:g} times as long as the others."


async def _read_live(period: Period, snapshot: Snapshot, _state: AppState) -> FairnessPage:
    return await read_fairness_page(period, snapshot.at)


FAIRNESS_LIVE = LiveKind(parse_wanted, _read_live, "admin/fairness/live.html")
