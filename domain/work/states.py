"""The states of a job, and which may follow which. `docs/jobs.md` draws them."""

from enum import StrEnum


class State(StrEnum):
    """Where a job is. *Waiting* is scheduled or dispatched; *open* is anything but succeeded."""

    SCHEDULED = "scheduled"
    DISPATCHED = "dispatched"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    DEAD = "dead"
    CANCELLED = "cancelled"


NEXT: dict[State, frozenset[State]] = {
    State.SCHEDULED: frozenset({State.DISPATCHED, State.CANCELLED}),
    State.DISPATCHED: frozenset({State.RUNNING, State.SCHEDULED, State.CANCELLED}),
    State.RUNNING: frozenset({State.SUCCEEDED, State.SCHEDULED, State.DEAD, State.CANCELLED}),
    State.SUCCEEDED: frozenset(),
    State.DEAD: frozenset({State.SCHEDULED}),
    State.CANCELLED: frozenset({State.SCHEDULED}),
}

# Where a job rests. A dead or cancelled one may be retried by hand; nothing else moves it.
TERMINAL = frozenset({State.SUCCEEDED, State.DEAD, State.CANCELLED})
