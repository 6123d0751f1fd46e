"""The page of jobs: what it is made of, and which of its regions a reader has not seen yet."""

from collections.abc import Set
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from msgspec import Struct

from domain.errors import InvalidInput
from domain.work import works
from domain.work.counts import count_states
from domain.work.listing import JobFilter, JobPage, list_jobs
from domain.work.subjects import name_subjects
from domain.work.vitals import list_queues, read_pulse
from domain.work.work import Work
from domain.work.workers import list_workers
from web.admin.digest import fingerprint
from web.admin.job_lines import JobLine, Tab, make_job_line, make_tabs
from web.admin.overview import QueueLine, Vital, WorkerLine, make_queue_line, make_vitals, make_worker_line
from web.admin.words import clock

KINDS = {
    name: kind
    for name, kind in vars(works).items()
    if isinstance(kind, type) and issubclass(kind, Work) and kind is not Work
}
JOB_NAMES = tuple(sorted(KINDS))
QUEUES = frozenset(kind.queue for kind in KINDS.values())
REGIONS = ("vitals", "queues", "tabs", "table", "workers")


class JobsPage(Struct, frozen=True, kw_only=True):
    """The page; its `REGIONS` change by themselves."""

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
        """A fingerprint of each region, in the order of `REGIONS`."""
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

    def query(self, **changed: str | UUID | None) -> str:
        """The page's query with some values changed, without those that are empty."""
        values = {"tab": self.tab, "queue": self.wanted.queue, "name": self.wanted.name, "before": self.wanted.before}
        return urlencode({key: value for key, value in {**values, **changed}.items() if value})


class ChangedRegions(Struct, frozen=True):
    """The regions that a reader has not seen as they are now."""

    page: JobsPage
    regions: tuple[str, ...]


async def read_jobs_page(wanted: JobFilter, tab: str, now: datetime) -> JobsPage:
    """Six queries, each bounded.

    Raises: `InvalidInput` for a queue or a kind of job that is not there.
    """
    queues, workers = await list_queues(now), await list_workers(now)
    require_known(wanted, QUEUES | {queue.name for queue in queues})
    counts, pulse = await count_states(), await read_pulse(now)
    found = await list_jobs(wanted)
    return JobsPage(
        vitals=make_vitals(counts, pulse, queues, workers),
        queues=tuple([make_queue_line(queue) for queue in queues]),
        tabs=make_tabs(counts),
        jobs=await _lines(found, now),
        workers=tuple([make_worker_line(worker) for worker in workers]),
        tab=tab,
        wanted=wanted,
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


def changed_regions(page: JobsPage, seen: str) -> ChangedRegions | None:
    """What differs from the fingerprints in `seen`, joined by dots in the order of `REGIONS`; None if nothing does."""
    known = dict(zip(REGIONS, seen.split("."), strict=False))
    changed = tuple([region for region in REGIONS if page.versions[region] != known.get(region)])
    return ChangedRegions(page, changed) if changed else None


async def _lines(found: JobPage, now: datetime) -> tuple[JobLine, ...]:
    names = await name_subjects(job.arguments for job in found.jobs)
    return tuple([make_job_line(job, names, now) for job in found.jobs])
