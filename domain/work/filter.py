"""Which jobs somebody means: the one filter behind lists, counts and what is done to all that match."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from domain.errors import InvalidInput
from domain.work.states import State


class Sort(StrEnum):
    """In which order jobs are listed."""

    NEWEST = "newest"
    OLDEST_DUE = "oldest due"
    PRIORITY = "priority"
    LONGEST_RUNNING = "longest running"
    MOST_ATTEMPTS = "most attempts"


_WAITING = frozenset({State.SCHEDULED, State.DISPATCHED})
# What succeeded is only ever listed by age: millions cannot be sorted for one page.
_SORTED_STATES = {
    Sort.OLDEST_DUE: _WAITING,
    Sort.PRIORITY: _WAITING,
    Sort.LONGEST_RUNNING: frozenset({State.RUNNING}),
    Sort.MOST_ATTEMPTS: frozenset(State) - {State.SUCCEEDED},
}


class JobFilter(Struct, frozen=True):
    """Which jobs; () and None leave a property open. Encodes to JSON for forms and the audit log.

    `person_id` finds work for that person alone and work for many with them among those; `error` is a fingerprint;
    `since` (included) and `until` (not included) are of when it was asked for. `text` is searched for in the arguments,
    whatever the case: of all open, dead and cancelled jobs; of what succeeded, in the last 24 hours, or in all where an
    id, a person or an event narrows it.
    """

    states: tuple[State, ...] = ()
    queue: str | None = None
    name: str | None = None
    job_id: UUID | None = None
    event_id: UUID | None = None
    person_id: UUID | None = None
    error: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None


class Place(Struct, frozen=True):
    """Where a page begins: after a job of the page before it, or, backwards, before one of the page after it.

    `job` is a token out of a `JobPage`; it is good for the sort that it was made for.
    """

    job: str
    is_backwards: bool = False


def sorts_of(states: tuple[State, ...]) -> tuple[Sort, ...]:
    """The orders in which jobs of these states can be listed."""
    fitting = [sort for sort, sorted_states in _SORTED_STATES.items() if states and sorted_states.issuperset(states)]
    return (Sort.NEWEST, *fitting)


def require_sortable(states: tuple[State, ...], sort: Sort) -> None:
    """Raises: `InvalidInput`."""
    allowed = sorts_of(states)
    if sort not in allowed:
        raise InvalidInput(f"These jobs cannot be sorted by {sort}; they can by {', '.join(allowed)}.")
