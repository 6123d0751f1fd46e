"""The page of jobs: what it is made of, and which of its regions a reader has not seen yet."""

from collections.abc import Set
from datetime import datetime
from uuid import UUID

from litestar.datastructures import State as AppState
from msgspec import Struct

from domain.errors import InvalidInput
from domain.work import works
from domain.work.listing import JobPage, list_jobs
from domain.work.subjects import name_subjects
from domain.work.work import Work
from web.admin.jobs.actions import JobAction, actions_for
from web.admin.jobs.lines import TABS, JobLine, Tab, make_job_line, make_tabs
from web.admin.jobs.query import WantedJobs, find_filter, list_events, parse_wanted
from web.admin.jobs.vitals import QueueLine, Vital, WorkerLine, make_queue_line, make_vitals, make_worker_line
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind
from web.admin.snapshot import Snapshot
from web.admin.words import clock

KINDS = {
    name: kind
    for name, kind in vars(works).items()
    if isinstance(kind, type) and issubclass(kind, Work) and kind is not Work
}
JOB_NAMES = tuple(sorted(KINDS))
QUEUES = frozenset(kind.queue for kind in KINDS.values())


class JobTable(Struct, frozen=True, kw_only=True):
    """Some jobs, and the queries of the pages beside them; `note` says what was asked for and means nobody."""

    jobs: tuple[JobLine, ...]
    note: str
    next_query: str
    previous_query: str
    was_cut: bool


class JobsPage(Struct, frozen=True, kw_only=True):
    """The page; its regions, those of `versions`, change by themselves."""

    vitals: tuple[Vital, ...]
    queues: tuple[QueueLine, ...]
    tabs: tuple[Tab, ...]
    workers: tuple[WorkerLine, ...]
    wanted: WantedJobs
    error: str
    events: tuple[tuple[UUID, str], ...]
    table: JobTable
    read_at: datetime
    clock: str

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of each region."""
        return {
            "vitals": fingerprint(self.vitals),
            "queues": fingerprint(self.queues),
            "tabs": fingerprint(self.tabs),
            "table": fingerprint(self.table),
            "workers": fingerprint(self.workers),
        }

    @property
    def queue_names(self) -> tuple[str, ...]:
        return tuple([queue.name for queue in self.queues])

    @property
    def job_names(self) -> tuple[str, ...]:
        return JOB_NAMES

    @property
    def live_query(self) -> str:
        return f"page=jobs&{self.query(after=self.wanted.after, before=self.wanted.before)}"

    @property
    def tab(self) -> str:
        return self.wanted.tab

    @property
    def actions(self) -> tuple[JobAction, ...]:
        """What can be done to jobs of this tab."""
        return actions_for(TABS[self.wanted.tab][1])

    def query(self, **changed: str | None) -> str:
        """The page's query with some values changed; from the first page on."""
        return self.wanted.query(**changed)

    def tab_query(self, tab: str) -> str:
        """The same filters in another tab, which may not have the order of this one."""
        return self.wanted.query(tab=tab, sort=None)


async def read_jobs_page(wanted: WantedJobs, snapshot: Snapshot) -> JobsPage:
    """Three queries beside the snapshot's, each bounded, and one each for a search and for a person.

    Raises: `InvalidInput` for a queue or a kind of job that is not there.
    """
    now = snapshot.at
    require_known(wanted, QUEUES | {queue.name for queue in snapshot.queues})
    meant = await find_filter(wanted)
    found = await list_jobs(meant.filter, wanted.order, wanted.place)
    lines = await _lines(found, now)
    return JobsPage(
        vitals=make_vitals(snapshot.counts, snapshot.hour, snapshot.queues, snapshot.workers),
        queues=tuple([make_queue_line(queue) for queue in snapshot.queues]),
        tabs=make_tabs(snapshot.counts),
        workers=tuple([make_worker_line(worker) for worker in snapshot.workers]),
        wanted=wanted,
        error=(lines[0].error if lines else wanted.error) if wanted.error else "",
        events=await list_events(),
        table=JobTable(
            jobs=lines,
            note=meant.note,
            next_query=wanted.query(after=found.after.job) if found.after else "",
            previous_query=wanted.query(before=found.before.job) if found.before else "",
            was_cut=found.was_cut,
        ),
        read_at=now,
        clock=clock(now, now),
    )


def require_known(wanted: WantedJobs, queues: Set[str]) -> None:
    """Raises: `InvalidInput` where a filter names what is not there; an empty list would look like good news."""
    if wanted.queue and wanted.queue not in queues:
        raise InvalidInput(f"There is no queue of that name; there are {', '.join(sorted(queues))}.")
    if wanted.name and wanted.name not in JOB_NAMES:
        raise InvalidInput(f"There is no job of that name; there are {', '.join(JOB_NAMES)}.")


async def _lines(found: JobPage, now: datetime) -> tuple[JobLine, ...]:
    names = await name_subjects(job.arguments for job in found.jobs)
    return tuple([make_job_line(job, names, now) for job in found.jobs])


async def _read_live(wanted: WantedJobs, snapshot: Snapshot, _state: AppState) -> JobsPage:
    return await read_jobs_page(wanted, snapshot)


JOBS_LIVE = LiveKind(parse_wanted, _read_live, "admin/jobs/live.html")
