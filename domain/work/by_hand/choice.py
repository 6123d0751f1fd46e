"""Which jobs an action is for: some by their ids, or all that match a filter as they were when somebody looked."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from msgspec import Struct, structs

from domain.clock import utc_now
from domain.errors import InvalidInput
from domain.tables import Job
from domain.work.filter import JobFilter
from domain.work.matching import rows_of, search_for, union
from domain.work.states import State

MOST_PICKED = 1_000
# More than this many are not changed in one transaction.
MOST_MATCHED = 50_000
CHANGEABLE = frozenset(State) - {State.SUCCEEDED}


class Picked(Struct, frozen=True, tag=True):
    """Jobs chosen one by one."""

    ids: tuple[UUID, ...]


class Matched(Struct, frozen=True, tag=True):
    """All jobs of a filter, of which there were `shown` at `as_of`: what is newer, or changed since, is not meant."""

    filter: JobFilter
    shown: int
    as_of: datetime


Choice = Picked | Matched


class Count(Struct, frozen=True):
    """How many jobs a filter means, and when that was, by the database's clock."""

    jobs: int
    as_of: datetime


class Chosen(Struct, frozen=True):
    """The jobs to act on; `expected` is how many were meant. Those changed after `as_of` are left alone."""

    ids: tuple[UUID, ...]
    expected: int
    as_of: datetime | None


class OutOfDate(InvalidInput):
    """What was confirmed is not what there is; nothing was done."""


async def count_matching(wanted: JobFilter, states: Collection[State] = CHANGEABLE) -> Count:
    """The exact number of jobs that an action on these states would be for.

    Raises: `InvalidInput` where there are too many to act on at once, or all of them have succeeded.
    """
    sources = search_for(_narrowed(wanted, states), utc_now())
    found = union(rows_of(it, "id", order="ASC", most=None, limit=MOST_MATCHED + 1) for it in sources)
    [row] = await Job.raw(
        f"SELECT count(*) AS jobs, clock_timestamp() AS as_of FROM ({found.text}) matching",  # noqa: S608
        *found.values,
    )
    if row["jobs"] > MOST_MATCHED:
        raise InvalidInput(f"More than {MOST_MATCHED:,} jobs match; narrow the filter, or take them part by part.")
    return Count(row["jobs"], row["as_of"])


async def choose(choice: Choice, states: Collection[State]) -> Chosen:
    """The ids that a choice means, of jobs in these states; the action's own statement looks at each again.

    Raises: `InvalidInput`; `OutOfDate` where more match than somebody was shown.
    """
    if isinstance(choice, Picked):
        if not 1 <= len(choice.ids) <= MOST_PICKED:
            raise InvalidInput(f"Choose at least one job, and at most {MOST_PICKED:,}.")
        return Chosen(tuple(sorted(set(choice.ids))), len(set(choice.ids)), None)
    ids = await _matching_ids(choice, states)
    if len(ids) > choice.shown:
        raise OutOfDate(
            f"{choice.shown:,} jobs were shown, and more match by now; nothing was changed. Look again, and confirm."
        )
    return Chosen(ids, choice.shown, choice.as_of)


async def _matching_ids(choice: Matched, states: Collection[State]) -> tuple[UUID, ...]:
    sources = search_for(_narrowed(choice.filter, states), utc_now())
    found = union(rows_of(it, "id, changed_at", order="ASC", most=None, limit=MOST_MATCHED) for it in sources)
    rows = await Job.raw(
        f"SELECT id FROM ({found.text}) matching WHERE changed_at <= {{}} ORDER BY id",  # noqa: S608
        *found.values,
        choice.as_of,
    )
    return tuple([row["id"] for row in rows])


def _narrowed(wanted: JobFilter, states: Collection[State]) -> JobFilter:
    """The filter without the states that an action is not for.

    Raises: `InvalidInput` if none is left.
    """
    meant = tuple([state for state in State if state in states and state in (wanted.states or CHANGEABLE)])
    if not meant:
        raise InvalidInput(f"This can be done to jobs that are {' or '.join(sorted(states))}; the filter has none.")
    return structs.replace(wanted, states=meant)
