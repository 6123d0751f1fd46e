"""The life of a job: what happened when, as a list and as a strip."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct, structs

from domain.audit.entries import Action
from domain.audit.of_job import JobEntry
from domain.work.job_details import Attempt, JobDetails
from domain.work.states import State
from web.admin.job.attempts import OUTCOMES
from web.admin.job.origins import Origin
from web.admin.words import duration, worker_name

STRIP_WIDTH = 720
NARROWEST = 6


BY_HAND: dict[str, str] = {
    Action.RETRY: "Retried by hand",
    Action.CANCEL: "Cancelled by hand",
    Action.DELETE: "Deletion tried",
    Action.RUN_NOW: "Made due by hand",
    Action.PRIORITIZE: "Priority changed",
    Action.REPEAT: "Repeated with other arguments",
    Action.REVEAL: "Masked text shown",
    Action.BEGIN_REPLAY: "Put in a replay",
    Action.END_REPLAY: "End of the replay",
    Action.RUN_SCHEDULE: "Schedule run by hand",
}


class Moment(Struct, frozen=True):
    """One thing that happened. `tone` is "", "hand" for what people did, "bad", "warn", "bad end" or "end".

    `day` is "" where it goes on.
    """

    at: datetime
    title: str
    detail: str
    tone: str = ""
    day: str = ""


class Span(Struct, frozen=True):
    """One attempt on the strip: where it begins and how wide it is, in units of `STRIP_WIDTH`."""

    number: int
    x: int
    width: int
    kind: str


def make_timeline(job: JobDetails, origin: Origin, entries: Iterable[JobEntry], now: datetime) -> tuple[Moment, ...]:
    """From being asked for to its end, or to where it stands; times in UTC."""
    by = f"by {job.parent.name}" if job.parent else origin.words
    asked = Moment(job.created_at, "Enqueued", f"{by}, in queue {job.queue}" if by else f"in queue {job.queue}")
    happened = [*_put_back(job), *map(_ended, job.attempts_made), *map(by_hand_moment, entries)]
    return tuple(_with_days([asked, *sorted(happened, key=lambda it: it.at), *_standing(job, now)]))


def _with_days(moments: list[Moment]) -> Iterator[Moment]:
    before = ""
    for moment in moments:
        at = moment.at.astimezone(UTC)
        today = f"{at.day} {at:%b}"
        yield structs.replace(moment, at=at, day="" if today == before else today)
        before = today


def make_spans(job: JobDetails, end: datetime) -> tuple[Span, ...]:
    """The attempts to scale, oldest first; none while there is nothing to compare."""
    life = end - job.created_at
    if len(job.attempts_made) < 2 or life <= timedelta(0):
        return ()
    return tuple([_span(attempt, job.created_at, life) for attempt in reversed(job.attempts_made)])


def _put_back(job: JobDetails) -> Iterator[Moment]:
    """How often it was dispatched between two runs without becoming one: it snoozed, or its worker had to stop."""
    before = 0
    for attempt in reversed(job.attempts_made):
        if before or attempt.number == 1:
            yield from _times(attempt.started_at, attempt.dispatch_no - before - 1)
        before = attempt.dispatch_no
    held = job.state in (State.DISPATCHED, State.RUNNING)
    yield from _times(job.started_at or job.created_at, job.dispatch_no - before - held)


def _times(at: datetime, count: int) -> Iterator[Moment]:
    if count > 0:
        often = "once" if count == 1 else f"{count:,} times"
        yield Moment(at, f"Snoozed or handed back {often}", "to go on later; none of these counts as an attempt")


def _ended(attempt: Attempt) -> Moment:
    outcome, tone = OUTCOMES[attempt.outcome]
    took = duration(attempt.finished_at - attempt.started_at)
    error = f"{attempt.error_class}, " if attempt.error_class else ""
    detail = f"{error}on {worker_name(attempt.worker_host, attempt.worker_pid)} after {took}"
    end = " end" if attempt.outcome in ("dead", "succeeded") else ""
    return Moment(attempt.finished_at, f"Run {attempt.number} {outcome}", detail, f"{tone}{end}")


def _standing(job: JobDetails, now: datetime) -> list[Moment]:
    """What its attempts do not tell: where it is now."""
    worker = worker_name(job.worker_host, job.worker_pid)
    match job.state:
        case State.RUNNING:
            done = f", {job.progress_done:,} of {job.progress_total:,} done" if job.progress_total else ""
            return [Moment(job.started_at or now, "Running", f"on {worker}{done}")]
        case State.DISPATCHED:
            return [Moment(job.due_at, "Dispatched", f"to {worker}")]
        case State.SCHEDULED:
            return [Moment(job.due_at, "Due" if job.due_at <= now else "Will be due", "waits for a worker")]
        case State.CANCELLED:
            return [Moment(job.finished_at or now, "Cancelled", "", "end")]
    return []


def by_hand_moment(entry: JobEntry) -> Moment:
    """Such as "Retried by hand: Rut Lind, the mail server is back, with 26 others"."""
    others = f"with {entry.affected - 1:,} {'other' if entry.affected == 2 else 'others'}" if entry.affected > 1 else ""
    nothing = "nothing was changed" if not entry.affected and entry.action != Action.REVEAL else ""
    said = f"“{entry.reason}”" if entry.reason else ""
    detail = ", ".join(filter(None, (f"by {entry.actor_name}", said, others, nothing)))
    return Moment(entry.created_at, BY_HAND.get(entry.action, entry.action), detail, "hand")


def _span(attempt: Attempt, start: datetime, life: timedelta) -> Span:
    x = round(STRIP_WIDTH * ((attempt.started_at - start) / life))
    width = max(NARROWEST, round(STRIP_WIDTH * ((attempt.finished_at - attempt.started_at) / life)))
    kind = {"succeeded": "done", "crashed": "lost", "retried": "fail", "dead": "fail"}.get(attempt.outcome, "wait")
    return Span(attempt.number, min(x, STRIP_WIDTH - width), width, kind)
