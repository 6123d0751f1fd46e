"""The page of schedules: each with its plan and its last run in words, what needs somebody first."""

from datetime import datetime
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar.datastructures import State as AppState
from msgspec import Struct

from domain.schedules.cron import occurrences
from domain.schedules.history import LastRun, read_last_runs
from domain.schedules.listing import ScheduleStatus, list_schedules
from domain.schedules.nights import read_nights
from domain.work.masking import mask_text
from domain.work.states import State
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind, without_filters
from web.admin.schedules.cron_words import cron_words
from web.admin.schedules.nights import NightLine, make_night
from web.admin.snapshot import Snapshot
from web.admin.words import PILLS, Pill, clock, duration

NEXT_SHOWN = 5


class LastLine(Struct, frozen=True):
    """The last run; `job_id` None where the job, or all but its time, is forgotten."""

    clock: str
    pill: Pill | None
    took: str
    job_id: UUID | None
    by_hand: bool
    error: str


class ScheduleLine(Struct, frozen=True, kw_only=True):
    """One row of the table. `next` are times in UTC, "" of none; `rest` says in words why there are none."""

    id: UUID
    name: str
    whose: str
    words: str
    cron: str
    zone: str
    catch_up: str
    is_paused: bool
    paused: str
    next: tuple[str, ...]
    rest: str
    last: LastLine | None
    missed: int

    @property
    def needs(self) -> bool:
        """Whether somebody should look: its last run is dead."""
        return self.last is not None and self.last.pill is not None and self.last.pill.tone == "bad"


class Worry(Struct, frozen=True):
    """Something that somebody should look at, as a sentence."""

    words: str


class SchedulesPage(Struct, frozen=True, kw_only=True):
    """The page; `worries` say first what is wrong."""

    worries: tuple[Worry, ...]
    nights: tuple[NightLine, ...]
    lines: tuple[ScheduleLine, ...]
    read_at: datetime
    clock: str
    live_query: str = "page=schedules"

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of each region."""
        return {
            "worries": fingerprint(self.worries),
            "nights": fingerprint(self.nights),
            "plan": fingerprint(self.lines),
        }


async def read_schedules_page(now: datetime) -> SchedulesPage:
    """Four queries, however many schedules and events there are."""
    runs = await read_last_runs(now)
    lines = [make_line(status, runs.get(status.id), now) for status in await list_schedules()]
    lines.sort(key=lambda line: (not line.needs, not line.is_paused))
    nights = [make_night(night, now) for night in await read_nights(now)]
    nights.sort(key=lambda night: not night.needs)
    return SchedulesPage(
        worries=_worries(lines, nights),
        nights=tuple(nights),
        lines=tuple(lines),
        read_at=now,
        clock=clock(now, now),
    )


def make_line(status: ScheduleStatus, run: LastRun | None, now: datetime) -> ScheduleLine:
    """`run` is its newest job, None if none is remembered."""
    return ScheduleLine(
        id=status.id,
        name=status.name,
        whose=status.event or ("all active events" if status.time_zone is None else ""),
        words=cron_words(status.cron),
        cron=status.cron,
        zone=status.time_zone or "each event's own zone",
        catch_up=status.catch_up.value,
        is_paused=status.paused_at is not None,
        paused=clock(status.paused_at, now) if status.paused_at else "",
        next=_next(status, now),
        rest=_rest(status),
        last=_last(status, run, now),
        missed=status.missed,
    )


def _next(status: ScheduleStatus, now: datetime) -> tuple[str, ...]:
    if status.paused_at or not status.next_at or not status.time_zone:
        return ()
    found = occurrences(status.cron, ZoneInfo(status.time_zone), now)
    return tuple([clock(each.at, now).removesuffix(":00") for each in islice(found, NEXT_SHOWN)])


def _rest(status: ScheduleStatus) -> str:
    if status.paused_at:
        return "Nothing while it is paused"
    if status.time_zone is None:
        return "See each event"
    return "" if status.next_at else "Rests: its event is not near"


def _last(status: ScheduleStatus, run: LastRun | None, now: datetime) -> LastLine | None:
    if run is None:
        return LastLine(clock(status.last_at, now), None, "", None, False, "") if status.last_at else None
    return LastLine(
        clock=clock(run.due_at, now),
        pill=PILLS[run.job_state] if run.job_state else None,
        took=duration(run.took) if run.took is not None else "",
        job_id=run.job_id if run.job_state else None,
        by_hand=run.state == "by_hand",
        error=mask_text(run.error or "") if run.job_state is State.DEAD else "",
    )


def _worries(lines: list[ScheduleLine], nights: list[NightLine]) -> tuple[Worry, ...]:
    dead = [f"The last run of {_called(line)} is dead." for line in lines if line.needs]
    failed = [f"{night.event}: {night.failed} people have no new list." for night in nights if night.failed]
    paused = [f"{_called(line)} is paused since {line.paused} UTC." for line in lines if line.is_paused]
    return tuple([Worry(words) for words in (*dead[:3], *failed[:3], *paused[:3])])


def _called(line: ScheduleLine) -> str:
    return f"{line.name} ({line.whose})" if line.whose else line.name


async def _read_live(_: tuple[()], snapshot: Snapshot, _state: AppState) -> SchedulesPage:
    return await read_schedules_page(snapshot.at)


SCHEDULES_LIVE = LiveKind(without_filters, _read_live, "admin/schedules/live.html")
