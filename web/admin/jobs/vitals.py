"""How the job system stands, as pages show it: its vital figures, its queues, its workers."""

from datetime import timedelta

from msgspec import Struct

from domain.work.counts import StateCounts
from domain.work.queues import QueueDepth
from domain.work.states import State
from domain.work.statistics.throughput import Period, Throughput
from domain.work.workers import WorkerStatus
from web.admin.words import duration, percentage, worker_name

LATE = timedelta(seconds=10)
MINUTES_SHOWN = 12
QUEUE_WORDS = {
    "interactive": "a person is waiting",
    "notifications": "mail",
    "bulk": "whole events, imports",
}


class Vital(Struct, frozen=True):
    """One number with its note; `per_minute` draws a line under it. `is_in_tabs`: the tabs of the list say it too."""

    label: str
    value: str
    note: str = ""
    tone: str = ""
    per_minute: tuple[int, ...] = ()
    is_in_tabs: bool = False


class QueueLine(Struct, frozen=True):
    """One queue. `oldest` is "" if nothing is due."""

    name: str
    words: str
    depth: str
    later: str
    oldest: str
    is_late: bool
    running: str
    is_paused: bool


class WorkerLine(Struct, frozen=True):
    """One worker process; `job` is what it does, or of a gone one, what it still holds, "" of nothing."""

    name: str
    queues: str
    job: str
    heartbeat: str
    is_alive: bool


def make_vitals(
    counts: StateCounts, hour: Throughput, queues: tuple[QueueDepth, ...], workers: tuple[WorkerStatus, ...]
) -> tuple[Vital, ...]:
    """The numbers across the top, most urgent first; `hour` is the last one."""
    dead = counts.of(State.DEAD)
    return (
        _oldest(queues),
        _waiting(counts, queues),
        Vital("Running", f"{counts.of(State.RUNNING):,}", is_in_tabs=True),
        _done(hour),
        _failed(hour),
        Vital("Dead letters", f"{dead:,}", "look at each" if dead else "", "bad" if dead else "", is_in_tabs=True),
        _workers(workers),
    )


def _oldest(queues: tuple[QueueDepth, ...]) -> Vital:
    oldest = max((queue.oldest for queue in queues if queue.oldest is not None), default=None)
    tone = "warn" if oldest and oldest >= LATE else ""
    return Vital("Oldest waiting", duration(oldest) if oldest else "none", "target 10 s", tone)


def _waiting(counts: StateCounts, queues: tuple[QueueDepth, ...]) -> Vital:
    later = sum(queue.later for queue in queues)
    notes = (f"{counts.of(State.DISPATCHED):,} dispatched", f"{later:,} not yet due" if later else "")
    waiting = f"{counts.of(State.SCHEDULED, State.DISPATCHED):,}"
    return Vital("Waiting", waiting, ", ".join(filter(None, notes)), is_in_tabs=True)


def _done(hour: Throughput) -> Vital:
    minutes = [point.ended.succeeded for point in hour.points[-MINUTES_SHOWN:-1]]
    done = done_per_minute(hour)
    return Vital("Done / minute", f"{done:,}", per_minute=(*minutes, done))


def done_per_minute(hour: Throughput) -> int:
    """How many succeeded in the last sixty seconds, as if those of the last whole minute lay evenly in it.

    Source: Cloudflare, "How we built rate limiting capable of scaling to millions of domains", 2017.
    """
    before, running = hour.points[-2:]
    gone = (hour.now - running.at) / Period.HOUR.step
    return round(before.ended.succeeded * (1 - gone) + running.ended.succeeded)


def _failed(hour: Throughput) -> Vital:
    failed, ended = hour.total.failed, hour.total.succeeded + hour.total.failed
    if not ended:
        return Vital("Failed / hour", "none", "nothing ended")
    return Vital("Failed / hour", percentage(failed, ended), f"{failed:,} of {ended:,}")


def _workers(workers: tuple[WorkerStatus, ...]) -> Vital:
    alive = sum(worker.is_alive for worker in workers)
    return Vital("Workers", f"{alive} of {len(workers)}", "alive", "" if 0 < alive == len(workers) else "bad")


def make_queue_line(queue: QueueDepth) -> QueueLine:
    return QueueLine(
        name=queue.name,
        words=QUEUE_WORDS.get(queue.name, ""),
        depth=f"{queue.waiting + queue.dispatched:,}",
        later=f"{queue.later:,}",
        oldest=duration(queue.oldest) if queue.oldest is not None else "",
        is_late=queue.oldest is not None and queue.oldest >= LATE,
        running=f"{queue.running:,}",
        is_paused=queue.paused_at is not None,
    )


def make_worker_line(worker: WorkerStatus) -> WorkerLine:
    more = f" and {worker.running - 1} more" if worker.running > 1 else ""
    return WorkerLine(
        name=worker_name(worker.host, worker.pid),
        queues=", ".join(worker.queues),
        job=f"{worker.job_name}{more}" if worker.job_name else "idle" if worker.is_alive else "",
        heartbeat="beating" if worker.is_alive else f"silent for {duration(worker.silent_for)}",
        is_alive=worker.is_alive,
    )
