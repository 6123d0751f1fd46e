"""How well an event's attendees are served."""

import pytest

from domain.recommendations.coverage import Coverage, SourceCoverage, measure_coverage
from tests.cast import Cast, gather, make_person, make_session
from tests.web.attendee.lists import make_person_pick, make_pick, make_speaker_pick


@pytest.fixture
async def cast(database: None) -> Cast:
    return await gather()


async def test_attendees_are_counted_by_what_they_have_whoever_made_it(cast: Cast) -> None:
    bo = await make_person("Bo", "bo@demo.example", cast.event, "attendee")
    for place in range(10):
        session = await make_session(cast.event, f"Trams {place}")
        await make_pick(cast.ada, cast.event, session, position=place, source="llm" if place < 2 else "hybrid")
    await make_pick(bo, cast.event, cast.queues_talk, match_score=20)
    await make_speaker_pick(cast.ada, cast.event, cast.sam)
    await make_person_pick(cast.ada, cast.event, bo)
    await make_person_pick(bo, cast.event, cast.ada)

    assert await measure_coverage(cast.event) == Coverage(
        attendees=2,
        with_one=2,
        with_ten=1,
        with_speaker=1,
        with_person=2,
        sources=(SourceCoverage("hybrid", 9, 2, (40, 40, 40)), SourceCoverage("llm", 2, 1, (40, 40, 40))),
    )


async def test_lists_of_who_does_not_attend_are_not_counted(cast: Cast) -> None:
    await make_pick(cast.sam, cast.event, cast.queues_talk)
    await make_speaker_pick(cast.omar, cast.event, cast.sam)
    coverage = await measure_coverage(cast.event)
    assert (coverage.attendees, coverage.with_one, coverage.with_speaker) == (1, 0, 0)
