"""Dismissals: hidden, explained, shown again."""

import pytest

from domain.errors import NotFound
from domain.ids import uuid7
from domain.recommendations.dismissals import delete_dismissal, dismiss
from domain.tables import Dismissal
from tests.cast import Cast, gather


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def reasons() -> list[str | None]:
    return [row["reason"] for row in await Dismissal.select(Dismissal.reason)]


async def test_a_reason_may_follow_and_is_not_lost(cast: Cast) -> None:
    await dismiss(cast.ada, cast.event, cast.queues_talk, None)
    assert await reasons() == [None]
    await dismiss(cast.ada, cast.event, cast.queues_talk, "seen_before")
    await dismiss(cast.ada, cast.event, cast.queues_talk, None)
    assert await reasons() == ["seen_before"]


async def test_showing_again_leaves_those_of_others(cast: Cast) -> None:
    await dismiss(cast.ada, cast.event, cast.queues_talk, "bad_time")
    await dismiss(cast.sam, cast.event, cast.queues_talk, "wrong_level")
    await delete_dismissal(cast.ada, cast.event, cast.queues_talk)
    await delete_dismissal(cast.ada, cast.event, cast.queues_talk)
    assert await reasons() == ["wrong_level"]


async def test_an_unknown_session_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await dismiss(cast.ada, cast.event, uuid7(), None)
    with pytest.raises(NotFound):
        await delete_dismissal(cast.ada, cast.event, uuid7())
    assert await reasons() == []
