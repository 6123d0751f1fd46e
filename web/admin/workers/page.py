"""The page of workers: the dead first with what became of their jobs, then what each of the living does now."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from litestar.datastructures import State as AppState
from msgspec import Struct

from domain.work.subjects import mentioned_ids, name_subjects
from domain.work.worker_details import LOOKED_BACK, HeldJob, WorkerDetails, list_worker_details
from domain.work.workers import list_replaced
from web.admin.live.digest import fingerprint
from web.admin.live.pages import LiveKind, without_filters
from web.admin.snapshot import Snapshot
from web.admin.words import PILLS, Pill, clock, duration, worker_name


class HeldLine(Struct, frozen=True):
    """One job of a worker; `share` is 0 to 100 while it reports progress, else None."""

    id: UUID
    name: str
    queue: str
    subject: str
    pill: Pill
    since: str
    attempt: str
    share: int | None


class WorkerCard(Struct, frozen=True, kw_only=True):
    """One worker process; `fate` says in words what became of a dead one's jobs."""

    name: str
    version: str
    queues: str
    started: str
    heartbeat: str
    is_alive: bool
    is_other_version: bool
    fate: str
    jobs: tuple[HeldLine, ...]
    more: int


class WorkersPage(Struct, frozen=True, kw_only=True):
    """The page; `version` is that of all workers, "" where they are not of one."""

    summary: str
    version: str
    workers: tuple[WorkerCard, ...]
    read_at: datetime
    clock: str
    live_query: str = "page=workers"

    @property
    def versions(self) -> dict[str, str]:
        """A fingerprint of its one region."""
        return {"workers": fingerprint(self.workers, self.summary)}


async def read_workers_page(now: datetime) -> WorkersPage:
    """Five queries, however many workers and jobs there are."""
    found, replaced = await list_worker_details(now), await list_replaced(now - LOOKED_BACK)
    names = await name_subjects(job.arguments for worker in found for job in _jobs(worker))
    newest = max((worker for worker in found if worker.is_alive), key=lambda each: each.started_at, default=None)
    version = newest.version if newest else ""
    versions = {worker.version for worker in found}
    return WorkersPage(
        summary=_summary(found, sum(each.deaths for each in replaced)),
        version=version if versions == {version} else "",
        workers=tuple([make_card(worker, names, version, now) for worker in found]),
        read_at=now,
        clock=clock(now, now),
    )


def make_card(worker: WorkerDetails, names: Mapping[UUID, str], version: str, now: datetime) -> WorkerCard:
    """`version` is that of the worker that started last."""
    silent = duration(now - worker.heartbeat_at)
    return WorkerCard(
        name=worker_name(worker.host, worker.pid),
        version=worker.version,
        queues=", ".join(worker.queues),
        started=clock(worker.started_at, now),
        heartbeat="beating" if worker.is_alive else f"silent for {silent}, since {clock(worker.heartbeat_at, now)} UTC",
        is_alive=worker.is_alive,
        is_other_version=worker.is_alive and worker.version != version,
        fate="" if worker.is_alive else _fate(worker),
        jobs=tuple([_line(job, names, now) for job in _jobs(worker)]),
        more=worker.held_count - len(worker.held),
    )


def _jobs(worker: WorkerDetails) -> Iterable[HeldJob]:
    return worker.held if worker.is_alive else (*worker.held, *worker.lost)


def _fate(worker: WorkerDetails) -> str:
    """What became of its jobs: taken back and where they are now, or not yet."""
    if not worker.held and not worker.lost:
        return "It held no job when it died."
    waiting = f"{worker.held_count} still in its hands, taken back when the lease ends" if worker.held else ""
    states = [PILLS[job.state].word.lower() for job in worker.lost]
    back = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    taken = f"{len(states)} taken from it: now {back}" if states else ""
    return ". ".join(filter(None, (waiting, taken))) + "."


def _line(job: HeldJob, names: Mapping[UUID, str], now: datetime) -> HeldLine:
    known = [names[found] for found in mentioned_ids(job.arguments) if found in names]
    return HeldLine(
        id=job.id,
        name=job.name,
        queue=job.queue,
        subject=known[0] if known else "",
        pill=PILLS[job.state],
        since=clock(job.started_at, now) if job.started_at else "",
        attempt=f"{job.attempts} of {job.max_attempts}",
        share=100 * job.progress_done // job.progress_total if job.progress_total else None,
    )


def _summary(workers: tuple[WorkerDetails, ...], deaths: int) -> str:
    if not workers:
        return ""
    gone = sum(not worker.is_alive for worker in workers)
    running = sum(worker.held_count for worker in workers if worker.is_alive)
    said = f"{len(workers) - gone} alive with {running} {'job' if running == 1 else 'jobs'}"
    lost = (f"{gone} gone" if gone else "", f"{deaths} died and replaced" if deaths else "")
    return f"{', '.join(filter(None, (said, *lost)))} within a day" if gone or deaths else said


async def _read_live(_: tuple[()], snapshot: Snapshot, _state: AppState) -> WorkersPage:
    return await read_workers_page(snapshot.at)


WORKERS_LIVE = LiveKind(without_filters, _read_live, "admin/workers/live.html")
