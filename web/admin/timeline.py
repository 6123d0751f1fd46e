"""The life of a job: what happened when, as a list and as a strip."""

from datetime import datetime, timedelta

from msgspec import Struct

from domain.work.job_details import Attempt, JobDetails
from domain.work.states import State
from web.admin.attempts import OUTCOMES
from web.admin.words import clock, duration, worker_name

STRIP_WIDTH = 720
NARROWEST = 6


class Moment(Struct, frozen=True):
    """One thing that happened. `tone` is "", "bad", "warn", "bad end" or "end"."""

    at: datetime
    clock: str
    title: str
    detail: str
    tone: str


class Span(Struct, frozen=True):
    """One attempt on the strip: where it begins and how wide it is, in units of `STRIP_WIDTH`."""

    number: int
    x: int
    width: int
    kind: str


def make_timeline(job: JobDetails, now: datetime) -> tuple[Moment, ...]:
    """From being asked for to its end, or to where it stands."""
    parent = f"by {job.parent.name}, " if job.parent else ""
    asked = Moment(job.created_at, clock(job.created_at, now), "Enqueued", f"{parent}in queue {job.queue}", "")
    attempts = [_ended(attempt, now) for attempt in reversed(job.attempts_made)]
    return (asked, *attempts, *_standing(job, now))


def make_spans(job: JobDetails, end: datetime) -> tuple[Span, ...]:
    """The attempts to scale, oldest first; none while there is nothing to compare."""
    life = end - job.created_at
    if len(job.attempts_made) < 2 or life <= timedelta(0):
        return ()
    return tuple([_span(attempt, job.created_at, life) for attempt in reversed(job.attempts_made)])


def _ended(attempt: Attempt, now: datetime) -> Moment:
    outcome, tone = OUTCOMES[attempt.outcome]
    worker = worker_name(attempt.worker_host, attempt.worker_pid)
    took = duration(attempt.finished_at - attempt.started_at)
    error = f"{attempt.error_class}, " if attempt.error_class else ""
    at = clock(attempt.finished_at, now)
    title = f"Run {attempt.dispatch_no} {outcome}" if tone != "warn" else f"Run {attempt.dispatch_no}: {outcome}"
    end = {"dead": " end", "succeeded": " end"}.get(attempt.outcome, "")
    return Moment(attempt.finished_at, at, title, f"{error}on {worker} after {took}", f"{tone}{end}")


def _standing(job: JobDetails, now: datetime) -> list[Moment]:
    worker = worker_name(job.worker_host, job.worker_pid)
    if job.state is State.RUNNING and job.started_at:
        return [Moment(job.started_at, clock(job.started_at, now), "Running", f"on {worker}", "")]
    if job.state is State.DISPATCHED:
        return [Moment(job.due_at, clock(job.due_at, now), "Dispatched", f"to {worker}", "")]
    if job.state is State.SCHEDULED:
        title = "Due" if job.due_at <= now else "Will be due"
        return [Moment(job.due_at, clock(job.due_at, now), title, "waits for a worker", "")]
    if job.state is State.CANCELLED and job.finished_at:
        return [Moment(job.finished_at, clock(job.finished_at, now), "Cancelled", "", "end")]
    return []


def _span(attempt: Attempt, start: datetime, life: timedelta) -> Span:
    x = round(STRIP_WIDTH * ((attempt.started_at - start) / life))
    width = max(NARROWEST, round(STRIP_WIDTH * ((attempt.finished_at - attempt.started_at) / life)))
    kind = {"succeeded": "done", "crashed": "lost", "retried": "fail", "dead": "fail"}.get(attempt.outcome, "wait")
    return Span(attempt.dispatch_no, min(x, STRIP_WIDTH - width), width, kind)
