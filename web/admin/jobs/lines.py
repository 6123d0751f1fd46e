"""The table of jobs: tabs by state, and a line for each job."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.work.counts import StateCounts
from domain.work.listing import JobRow
from domain.work.masking import mask_text
from domain.work.states import TERMINAL, State
from domain.work.subjects import mentioned_ids
from web.admin.words import PILLS, Pill, clock

TABS: dict[str, tuple[str, tuple[State, ...]]] = {
    "all": ("All", ()),
    "waiting": ("Waiting", (State.SCHEDULED, State.DISPATCHED)),
    "running": ("Running", (State.RUNNING,)),
    "succeeded": ("Succeeded", (State.SUCCEEDED,)),
    "cancelled": ("Cancelled", (State.CANCELLED,)),
    "dead": ("Dead", (State.DEAD,)),
}


class Tab(Struct, frozen=True):
    """One state, or some, with how many jobs are in it; `count` is "" where nobody asks."""

    key: str
    label: str
    count: str
    is_bad: bool


class JobLine(Struct, frozen=True):
    """One job. `share` is 0 to 100 while it reports progress, else None."""

    id: UUID
    name: str
    queue: str
    subject: str
    event: str
    pill: Pill
    attempts: str
    crashes: int
    at: datetime
    clock: str
    at_words: str
    progress: str
    share: int | None
    error: str
    is_over: bool


def make_tabs(counts: StateCounts) -> tuple[Tab, ...]:
    return tuple([_tab(key, label, states, counts) for key, (label, states) in TABS.items()])


def _tab(key: str, label: str, states: tuple[State, ...], counts: StateCounts) -> Tab:
    count = f"{counts.of(*states):,}" if states else ""
    is_estimate = State.SUCCEEDED in states and counts.is_succeeded_estimated
    return Tab(key, label, f"about {count}" if is_estimate else count, key == "dead" and counts.of(State.DEAD) > 0)


def make_job_line(job: JobRow, names: dict[UUID, str], now: datetime) -> JobLine:
    """`names` has what the ids among the arguments are called."""
    at, at_words = _moment(job, now)
    subject = next(
        (names[found] for found in mentioned_ids(job.arguments) if found in names and found != job.event_id), ""
    )
    return JobLine(
        id=job.id,
        name=job.name,
        queue=job.queue,
        subject=subject,
        event=names.get(job.event_id, ""),
        pill=PILLS[job.state],
        attempts=f"{job.attempts} of {job.max_attempts}",
        crashes=job.crashes,
        at=at,
        clock=clock(at, now),
        at_words=at_words,
        progress=f"{job.progress_done:,} of {job.progress_total:,}" if job.progress_total else "",
        share=100 * job.progress_done // job.progress_total if job.progress_total else None,
        error=mask_text(job.error or ""),
        is_over=job.state in TERMINAL,
    )


def _moment(job: JobRow, now: datetime) -> tuple[datetime, str]:
    """The time that matters most in its state, and what happened then."""
    if job.finished_at:
        return job.finished_at, "ended"
    if job.state is State.RUNNING and job.started_at:
        return job.started_at, "started"
    return job.due_at, "due since" if job.due_at <= now else "due"
