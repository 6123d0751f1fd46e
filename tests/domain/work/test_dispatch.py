"""What a relay gets when slots are few, events many, and others at it too."""

from datetime import UTC, datetime
from uuid import UUID

from domain.ids import NIL, uuid7
from domain.piccolo_conf import DB
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.transitions import EVENTS_PER_ROUND, Cursor, dispatch, held_by
from domain.work.works import GenerateRecommendations

WORKER = uuid7()
BULK = Placement(queue="bulk")
NEXT_CENTURY = Placement(queue="bulk", due_at=datetime(2100, 1, 1, tzinfo=UTC))


def work(event_id: UUID) -> GenerateRecommendations:
    return GenerateRecommendations(user_id=uuid7(), event_id=event_id)


async def test_slots_that_become_free_one_by_one_go_to_events_in_turn(database: None) -> None:
    large, small = uuid7(), uuid7()
    await enqueue_all([work(large) for _ in range(10)], BULK)
    await enqueue_all([work(small) for _ in range(2)], BULK)
    held: dict[UUID, int] = {}
    served = []
    for _ in range(5):
        [ticket] = await dispatch(WORKER, "bulk", 1, held=held)
        held[ticket.event_id] = held.get(ticket.event_id, 0) + 1
        served.append(ticket.event_id)
    assert served == [large, small, large, small, large]


async def test_fifty_events_whose_work_is_not_due_hide_none_behind_them(database: None) -> None:
    for _ in range(EVENTS_PER_ROUND + 5):
        await enqueue(work(uuid7()), NEXT_CENTURY)
    job_id = await enqueue(work(uuid7()), BULK)
    cursor = Cursor()
    assert await dispatch(WORKER, "bulk", 5, cursor) == []
    assert cursor.next_event != NIL
    assert [ticket.job_id for ticket in await dispatch(WORKER, "bulk", 5, cursor)] == [job_id]
    assert cursor.next_event == NIL


async def test_a_relay_that_met_others_is_told_that_there_may_be_more(database: None) -> None:
    await enqueue_all([work(uuid7()) for _ in range(4)], BULK)
    cursor = Cursor()
    connection = await DB.get_new_connection()
    try:
        async with connection.transaction():
            await connection.execute("SELECT FROM job FOR UPDATE")
            assert await dispatch(WORKER, "bulk", 4, cursor) == []
            assert cursor.was_contested
    finally:
        await connection.close()
    assert len(await dispatch(WORKER, "bulk", 4, cursor)) == 4
    assert not cursor.was_contested


async def test_what_is_held_is_known_by_its_dispatch(database: None) -> None:
    await enqueue_all([work(uuid7()) for _ in range(2)], BULK)
    tickets = await dispatch(WORKER, "bulk", 1)
    assert await held_by(WORKER) == {(ticket.job_id, ticket.dispatch_no) for ticket in tickets}
    assert await held_by(uuid7()) == set()
