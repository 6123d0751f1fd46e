"""The page of jobs: what it is made of, and which of its regions a reader has not seen yet."""

from collections.abc import Mapping, Set
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from msgspec import Struct

from domain.errors import InvalidInput
from domain.work import works
from domain.work.listing import JobFilter, JobPage, list_jobs
from domain.work.subjects import name_subjects
from domain.work.work import Work
from web.admin.digest import fingerprint
from web.admin.job_lines import TABS, JobLine, Tab, make_job_line, make_tabs
from web.admin.live_pages import LiveKind
from web.admin.overview import QueueLine, Vital, WorkerLine, make_queue_line, make_vitals, make_worker_line
from web.admin.snapshot import Snapshot
from web.admin.words import clock

KINDS = {
    name: kind
    for name, kind in vars(works).items()
    if isinstance(kind, type) and issubclass(kind, Work) and kind is not Work
}
JOB_NAMES = tuple(sorted(KINDS))
QUEUES = frozenset(kind.queue for kind in KINDS.values())
FILTERS = {"tab", "queue", "name", "before"}


class WantedJobs(Struct, frozen=True):
    """Which tab is open, and what is listed in it."""

    tab: str
    filter: JobFilter


class JobsPage(Struct, frozen=True, kw_only=True):
    """The page; its regions, those of `versions`, change by themselves."""

    vitals: tuple[Vital, ...]
    queues: tuple[QueueLine, ...]
    tabs: tuple[Tab, ...]
    jobs: tuple[JobLine, ...]
    workers: tuple[WorkerLine, ...]
    tab: str
    wanted: JobFilter
    next_before: UUID | None
    read_at: datetime
    clock: str

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of each region."""
        return {
            "vitals": fingerprint(self.vitals),
            "queues": fingerprint(self.queues),
            "tabs": fingerprint(self.tabs),
            "table": fingerprint(self.jobs),
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
        return f"page=jobs&{self.query()}"

    def query(self, **changed: str | UUID | None) -> str:
        """The page's query with some values changed, without those that are empty."""
        values = {"tab": self.tab, "queue": self.wanted.queue, "name": self.wanted.name, "before": self.wanted.before}
        return urlencode({key: value for key, value in {**values, **changed}.items() if value})


def parse_wanted(query: Mapping[str, str]) -> WantedJobs:
    """What the query asks for; a form sends "" for what is left open.

    Raises: `InvalidInput` for a filter that is not there: its page would look as if it were applied.
    """
    if not query.keys() <= FILTERS:
        raise InvalidInput("Jobs are filtered by tab, queue and name; there is no other filter.")
    tab = query.get("tab") or "all"
    if tab not in TABS:
        raise InvalidInput(f"There is no tab of that name; there are {', '.join(TABS)}.")
    before = query.get("before") or None
    return WantedJobs(tab, JobFilter(TABS[tab][1], query.get("queue") or None, query.get("name") or None, _id(before)))


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput("`before` is the id of a job.") from None


async def read_jobs_page(wanted: WantedJobs, snapshot: Snapshot) -> JobsPage:
    """Two queries beside the snapshot's, each bounded.

    Raises: `InvalidInput` for a queue or a kind of job that is not there.
    """
    now = snapshot.at
    require_known(wanted.filter, QUEUES | {queue.name for queue in snapshot.queues})
    found = await list_jobs(wanted.filter)
    return JobsPage(
        vitals=make_vitals(snapshot.counts, snapshot.pulse, snapshot.queues, snapshot.workers),
        queues=tuple([make_queue_line(queue) for queue in snapshot.queues]),
        tabs=make_tabs(snapshot.counts),
        jobs=await _lines(found, now),
        workers=tuple([make_worker_line(worker) for worker in snapshot.workers]),
        tab=wanted.tab,
        wanted=wanted.filter,
        next_before=found.next_before,
        read_at=now,
        clock=clock(now, now),
    )


def require_known(wanted: JobFilter, queues: Set[str]) -> None:
    """Raises: `InvalidInput` where a filter names what is not there; an empty list would look like good news."""
    if wanted.queue and wanted.queue not in queues:
        raise InvalidInput(f"There is no queue of that name; there are {', '.join(sorted(queues))}.")
    if wanted.name and wanted.name not in JOB_NAMES:
        raise InvalidInput(f"There is no job of that name; there are {', '.join(JOB_NAMES)}.")


async def _lines(found: JobPage, now: datetime) -> tuple[JobLine, ...]:
    names = await name_subjects(job.arguments for job in found.jobs)
    return tuple([make_job_line(job, names, now) for job in found.jobs])


JOBS_LIVE = LiveKind(parse_wanted, read_jobs_page, "admin/jobs/live.html")
