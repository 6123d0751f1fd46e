"""The attempts of a job: how each ended, with its traceback line by line."""

from datetime import datetime

from msgspec import Struct

from domain.work.job_details import Attempt
from web.admin.words import clock, duration, worker_name

OUTCOMES = {
    "succeeded": ("succeeded", "ok"),
    "retried": ("failed, tried again", "bad"),
    "dead": ("failed for good", "bad"),
    "cancelled": ("cancelled", ""),
    "crashed": ("lost: its worker died", "warn"),
    "returned": ("given back at a stop", ""),
}


class TraceLine(Struct, frozen=True):
    """One line; `kind` is `lo` for frames of libraries, `hi` for the frame that raised, `error`, or "" for our own."""

    kind: str
    text: str


class AttemptView(Struct, frozen=True):
    """One attempt that ended."""

    number: int
    outcome: str
    tone: str
    title: str
    worker: str
    took: str
    began_at: datetime
    began: str
    at: datetime
    clock: str
    message: str
    trace: tuple[TraceLine, ...]


def make_attempt(attempt: Attempt, now: datetime) -> AttemptView:
    outcome, tone = OUTCOMES[attempt.outcome]
    return AttemptView(
        number=attempt.number,
        outcome=outcome,
        tone=tone,
        title=attempt.error_class or outcome,
        worker=worker_name(attempt.worker_host, attempt.worker_pid),
        took=duration(attempt.finished_at - attempt.started_at),
        began_at=attempt.started_at,
        began=clock(attempt.started_at, now),
        at=attempt.finished_at,
        clock=clock(attempt.finished_at, now),
        message=attempt.error_message or "",
        trace=trace_lines(attempt.traceback or ""),
    )


def trace_lines(traceback: str) -> tuple[TraceLine, ...]:
    """Tell a traceback's lines apart, so that our own frames stand out among those of libraries."""
    lines = traceback.rstrip().splitlines()
    last_frame = max((place for place, line in enumerate(lines) if _is_frame(line)), default=-1)
    found, kind = [], "lo"
    for place, line in enumerate(lines):
        if _is_frame(line):
            kind = "hi" if place == last_frame else "lo" if _is_of_library(line) else ""
        elif not line.startswith(" "):
            kind = "error" if place > last_frame >= 0 else "lo"
        found.append(TraceLine(kind, line))
    return tuple(found)


def _is_frame(line: str) -> bool:
    return line.lstrip().startswith('File "')


def _is_of_library(line: str) -> bool:
    return "site-packages" in line or "/lib/python" in line
