"""What the ids among a job's arguments are called."""

from domain.ids import uuid7
from domain.work.subjects import mentioned_ids, name_subjects
from tests.cast import gather


def test_only_values_that_are_uuids_are_mentioned() -> None:
    first, second = uuid7(), uuid7()
    assert mentioned_ids(f'{{"user_id": "{first}", "limit": 10, "why": "nightly", "event_id": "{second}"}}') == (
        first,
        second,
    )


async def test_people_and_events_are_named_and_the_unknown_left_out(database: None) -> None:
    cast = await gather()
    names = await name_subjects([f'{{"user_id": "{cast.ada}", "event_id": "{cast.event}"}}', f'{{"a": "{uuid7()}"}}'])
    assert names == {cast.ada: "Ada Björkqvist", cast.event: "Harbour Conf"}
    assert await name_subjects([]) == {}
