"""The overview: what is wrong first, then the queues, what ended over time, the workers and the model."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from litestar.datastructures import State as AppState
from msgspec import Struct

from domain.schedules.lateness import list_idle_schedules
from domain.work.dead_lately import read_dead_lately
from domain.work.states import State
from domain.work.statistics.throughput import Period, read_throughput
from domain.work.workers import WorkerStatus, list_replaced
from web.admin.jobs.page import QUEUES
from web.admin.jobs.vitals import WorkerLine, make_worker_line
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind
from web.admin.overview.charts import Charts, make_charts
from web.admin.overview.model import ModelPanel, make_model_panel, read_model_standing
from web.admin.overview.queues import QueueCard, make_queue_cards
from web.admin.overview.standing import Standing, Worry
from web.admin.overview.worries import list_worries
from web.admin.periods import PERIODS, parse_period
from web.admin.snapshot import Snapshot
from web.admin.words import clock

# For how long a death is worth a word.
LOOKED_BACK = timedelta(hours=1)
# The page of workers has them all.
MOST_WORKERS = 8


class WorkerRow(Struct, frozen=True, kw_only=True):
    """One worker process; `job_id` is the oldest of the jobs it runs."""

    line: WorkerLine
    version: str
    job_id: UUID | None


class OverviewPage(Struct, frozen=True, kw_only=True):
    """The page; `calm` is the sentence where there is no worry. The charts are drawn anew each minute."""

    period: Period
    worries: tuple[Worry, ...]
    calm: str
    queues: tuple[QueueCard, ...]
    charts: Charts
    is_bounded: bool
    workers: tuple[WorkerRow, ...]
    worker_count: int
    alive: int
    model: ModelPanel
    read_at: datetime
    clock: str

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of each region; of the charts, the minute: they are much to send, and to draw."""
        return {
            "worries": fingerprint(self.worries),
            "queues": fingerprint(self.queues),
            "charts": f"{self.read_at:%d%H%M}",
            "workers": fingerprint(self.workers),
            "model": fingerprint(self.model),
        }

    @property
    def one_version(self) -> str:
        """That of all workers that are shown, "" where they are not of one."""
        found = {worker.version for worker in self.workers}
        return found.pop() if len(found) == 1 else ""

    @property
    def live_query(self) -> str:
        return f"page=overview&period={self.period.value}"

    @property
    def periods(self) -> tuple[tuple[str, str], ...]:
        return PERIODS

    @property
    def period_words(self) -> str:
        """Such as "last hour"."""
        return {Period.HOUR: "last hour", Period.DAY: "last 24 hours", Period.WEEK: "last 7 days"}[self.period]


def parse_wanted(query: Mapping[str, str]) -> Period:
    """Raises: `InvalidInput`."""
    return parse_period(query, "The overview")


async def read_overview_page(period: Period, snapshot: Snapshot, state: AppState) -> OverviewPage:
    """Three queries beside the snapshot's; two more for another period than an hour, five where a model is set."""
    now = snapshot.at
    found = snapshot.hour if period is Period.HOUR else await read_throughput(period, now)
    standing = await _standing(snapshot, state)
    worries = list_worries(standing)
    return OverviewPage(
        period=period,
        worries=worries,
        calm="" if worries else _calm(standing),
        queues=make_queue_cards(snapshot.queues, found),
        charts=make_charts(found),
        is_bounded=found.is_bounded,
        workers=_workers(snapshot.workers),
        worker_count=len(snapshot.workers),
        alive=sum(worker.is_alive for worker in snapshot.workers),
        model=make_model_panel(standing.model, now),
        read_at=now,
        clock=clock(now, now),
    )


async def _standing(snapshot: Snapshot, state: AppState) -> Standing:
    return Standing(
        at=snapshot.at,
        expected=QUEUES,
        queues=snapshot.queues,
        workers=snapshot.workers,
        replaced=await list_replaced(snapshot.at - LOOKED_BACK),
        hour=snapshot.hour,
        dead=snapshot.counts.of(State.DEAD),
        dead_lately=await read_dead_lately(snapshot.at),
        schedules=await list_idle_schedules(snapshot.at),
        model=await read_model_standing(state, snapshot.at),
    )


def _calm(standing: Standing) -> str:
    count = len(standing.workers)
    workers = "1 worker is alive" if count == 1 else f"{count} workers are alive"
    return f"All is well: {workers}, nothing is late, and nothing failed for good."


def _workers(workers: tuple[WorkerStatus, ...]) -> tuple[WorkerRow, ...]:
    """Those that are gone first."""
    found = sorted(workers, key=lambda worker: worker.is_alive)
    return tuple([_worker(worker) for worker in found[:MOST_WORKERS]])


def _worker(worker: WorkerStatus) -> WorkerRow:
    return WorkerRow(line=make_worker_line(worker), version=worker.version, job_id=worker.job_id)


OVERVIEW_LIVE = LiveKind(parse_wanted, read_overview_page, "admin/overview/live.html")
