"""A few jobs by their ids, for who is about to act on them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from msgspec import Struct

from domain.tables import Job
from domain.work.states import State


class PickedJob(Struct, frozen=True):
    """One of them."""

    id: UUID
    name: str
    error: str | None


async def read_picked(ids: Sequence[UUID], states: Collection[State]) -> tuple[PickedJob, ...]:
    """Those that exist and are in one of the states, oldest first."""
    rows = await Job.raw(
        "SELECT id, name, error FROM job WHERE id = ANY({}) AND state = ANY({}) ORDER BY id",
        list(ids),
        [state.value for state in states],
    )
    return tuple([PickedJob(**row) for row in rows])
