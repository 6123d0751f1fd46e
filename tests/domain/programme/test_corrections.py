"""Corrections against a real database: whose word counts, who is told, and what happens when two correct at once."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.errors import NotFound
from domain.programme.corrections import ChangedMeanwhile, Edit, InvalidCorrection, save_corrections
from domain.programme.derive_programme import derive_programme
from domain.programme.effective import FIELDS, Field
from domain.programme.session_facts import read_session_facts
from domain.programme.session_layers import SessionLayers, read_session
from domain.tables import Event, Job, Session
from tests.cast import make_event, make_person, make_session

pytestmark = pytest.mark.usefixtures("database")


async def harbour() -> tuple[UUID, UUID]:
    event = await make_event("harbour", "Harbour Conf")
    await make_person("Ada", "ada@demo.example", event, "attendee")
    return event, await make_session(event, "A talk", derived_tags=["weak", "words"], derived_difficulty="beginner")


def edits(session: SessionLayers, **changes: Edit) -> dict[Field, Edit]:
    """The form as it was shown, with some fields edited."""
    return {
        field: changes.get(field) or Edit(value=session.fields[field].counts, shown=session.fields[field].counts)
        for field in FIELDS
    }


async def save(event: UUID, talk: UUID, **changes: Edit) -> SessionLayers:
    session = await read_session(event, talk)
    return await save_corrections(event, talk, edits(session, **changes), session.version, utc_now())


async def test_only_what_was_edited_becomes_a_correction() -> None:
    event, talk = await harbour()
    saved = await save(event, talk, tags=Edit(value=("queues",), shown=("weak", "words")))
    assert (saved.fields["tags"].corrected, saved.fields["tags"].source) == (("queues",), "corrected")
    assert (saved.fields["difficulty"].corrected, saved.fields["difficulty"].source) == (None, "derived")
    [facts] = await read_session_facts(event)
    assert facts.tags == ("queues",)


async def test_what_is_right_can_be_kept_as_it_is() -> None:
    event, talk = await harbour()
    await save(event, talk, tags=Edit(value=("weak", "words"), shown=("weak", "words"), keeps=True))
    await Session.raw("UPDATE session SET derived_tags = ARRAY['other']")
    assert (await read_session(event, talk)).fields["tags"].counts == ("weak", "words")


async def test_no_level_and_no_tags_are_corrections_too() -> None:
    event, talk = await harbour()
    saved = await save(
        event, talk, tags=Edit(value=(), shown=("weak", "words")), difficulty=Edit(value=(), shown=("beginner",))
    )
    assert (saved.fields["tags"].counts, saved.fields["difficulty"].counts) == ((), ())
    [facts] = await read_session_facts(event)
    assert (facts.tags, facts.difficulty) == ((), None)


async def test_a_correction_taken_back_leaves_what_was_derived() -> None:
    event, talk = await harbour()
    await save(event, talk, tags=Edit(value=("queues",), shown=("weak", "words")))
    saved = await save(event, talk, tags=Edit(value=("queues", "more"), shown=("queues",), resets=True))
    assert (saved.fields["tags"].corrected, saved.fields["tags"].counts) == (None, ("weak", "words"))


async def test_neither_an_enrichment_nor_its_own_row_changes_a_correction() -> None:
    event, talk = await harbour()
    await save(event, talk, tags=Edit(value=("queues",), shown=("weak", "words")))
    await derive_programme(event)
    assert (await read_session(event, talk)).fields["tags"].counts == ("queues",)


async def test_ten_corrections_make_one_refresh_half_a_minute_later() -> None:
    event, talk = await harbour()
    started = utc_now()
    for number in range(10):
        shown = (await read_session(event, talk)).fields["tags"].counts
        await save(event, talk, tags=Edit(value=(f"tag {number}",), shown=shown))
    [job] = await Job.select()
    assert job["name"] == "GenerateEvent"
    assert timedelta(seconds=29) < job["due_at"] - started < timedelta(seconds=40)
    [row] = await Event.select(Event.programme_revision)
    assert row["programme_revision"] == 10


async def test_what_makes_no_difference_asks_for_nothing() -> None:
    event, talk = await harbour()
    await save(event, talk)
    await save(event, talk, tags=Edit(value=("weak", "words"), shown=("weak", "words"), keeps=True))
    [row] = await Event.select(Event.programme_revision)
    assert (row["programme_revision"], await Job.count()) == (0, 0)


async def test_of_two_who_correct_at_once_the_second_is_told() -> None:
    event, talk = await harbour()
    session = await read_session(event, talk)

    async def correct(tag: str) -> str:
        changes = edits(session, tags=Edit(value=(tag,), shown=("weak", "words")))
        try:
            await save_corrections(event, talk, changes, session.version, utc_now())
        except ChangedMeanwhile as error:
            return f"{tag}: {error.session.fields['tags'].counts[0]} stands"
        return f"{tag}: saved"

    said = set(await asyncio.gather(correct("one"), correct("two")))
    assert said in ({"one: saved", "two: one stands"}, {"two: saved", "one: two stands"})


async def test_what_a_job_derives_meanwhile_is_no_conflict_and_no_correction() -> None:
    event, talk = await harbour()
    session = await read_session(event, talk)
    await Session.raw("UPDATE session SET derived_tags = ARRAY['better']")
    changes = edits(session, difficulty=Edit(value=("advanced",), shown=("beginner",)))
    saved = await save_corrections(event, talk, changes, session.version, utc_now())
    assert (saved.fields["tags"].corrected, saved.fields["tags"].counts) == (None, ("better",))


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        ("difficulty", ("expert",), "one of the levels"),
        ("tags", tuple(map(str, range(21))), "At most 20; these are 21."),
        ("tags", ("x" * 61,), "longer than 60"),
        ("outcomes", ("x" * 241,), "longer than 240"),
        ("target_audience", tuple(map(str, range(11))), "At most 10"),
    ],
)
async def test_what_cannot_be_taken_is_refused_with_the_reason_and_nothing_is_stored(
    field: Field, value: tuple[str, ...], part: str
) -> None:
    event, talk = await harbour()
    before = await read_session(event, talk)
    with pytest.raises(InvalidCorrection) as refused:
        await save(event, talk, **{field: Edit(value=value, shown=())})
    assert part in refused.value.problems[field]
    assert await read_session(event, talk) == before


async def test_a_long_list_that_the_schedule_gave_is_in_nobodys_way() -> None:
    event, talk = await harbour()
    many = tuple(map(str, range(40)))
    await Session.raw("UPDATE session SET tags = {}", list(many))
    saved = await save(event, talk, difficulty=Edit(value=("advanced",), shown=("beginner",)))
    assert (saved.fields["difficulty"].counts, saved.fields["tags"].corrected) == (("advanced",), None)


async def test_a_session_of_another_event_is_not_there() -> None:
    event, talk = await harbour()
    elsewhere = await make_event("elsewhere", "Elsewhere")
    session = await read_session(event, talk)
    with pytest.raises(NotFound):
        await save_corrections(elsewhere, talk, edits(session), session.version, utc_now())
