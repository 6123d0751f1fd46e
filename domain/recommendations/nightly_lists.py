"""Whose list was made anew in the refresh of a night: what keeps it from being made twice."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from domain.ids import uuid7
from domain.tables import NightlyList


async def without_nightly_list(user_ids: Sequence[UUID], event_id: UUID, night: date) -> list[UUID]:
    """Those of them who do not have the list of that night yet, in their order."""
    rows = await NightlyList.raw(
        "SELECT user_id FROM nightly_list WHERE user_id = ANY({}) AND event_id = {} AND night = {}",
        list(user_ids),
        event_id,
        night,
    )
    done = {row["user_id"] for row in rows}
    return [user_id for user_id in user_ids if user_id not in done]


async def note_nightly_lists(user_ids: Sequence[UUID], event_id: UUID, night: date) -> None:
    """Say that they have it; in the transaction that stores the lists, which fails if somebody has it already."""
    await NightlyList.raw(
        "INSERT INTO nightly_list (id, user_id, event_id, night) "
        "SELECT id, user_id, {}, {} FROM unnest({}::uuid[], {}::uuid[]) AS new (id, user_id)",
        event_id,
        night,
        [uuid7() for _ in user_ids],
        list(user_ids),
    )
