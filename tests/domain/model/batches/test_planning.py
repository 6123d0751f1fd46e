"""Who is asked about, in how many batches, and what it may cost."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.model.batches.planning import intend
from domain.model.batches.shapes import Intent, Question
from domain.model.opening import Model
from domain.model.outcomes import Outcome, Purpose
from domain.model.spending import Caps, read_spent
from domain.recommendations import refresh_parts
from domain.recommendations.improve import improve_list
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.refresh_parts import Planned
from domain.tables import Job, ModelBatch, ModelCall, ModelRequest, Profile
from domain.work.states import State
from tests.domain.model.batches.nights import NIGHT, Night, begin_night


@pytest.fixture
async def evening(model: Model) -> Night:
    """Five people with lists, and no batch yet."""
    return await begin_night(model, 5)


async def asked_about() -> list[UUID]:
    rows = await ModelRequest.select(ModelRequest.subject_id).order_by(ModelRequest.subject_id)
    return [row["subject_id"] for row in rows]


async def test_everybody_with_a_list_is_asked_about_once(evening: Night) -> None:
    assert await evening.plan() == Planned(people=5, batches=1)
    assert await asked_about() == sorted(evening.people)
    [job] = await Job.select()
    assert (job["name"], job["state"], job["event_id"]) == ("RunModelBatch", State.SCHEDULED, evening.cast.event)


async def test_a_second_refresh_of_a_night_asks_about_nobody(evening: Night) -> None:
    await evening.plan()
    assert await evening.plan() == Planned(outcome=Outcome.NOTHING_TO_ASK)
    await evening.step_to_end()
    assert await evening.plan() == Planned(outcome=Outcome.NOTHING_TO_ASK)
    assert (await evening.plan(date(2026, 11, 19))).people == 5


async def test_two_refreshes_at_once_make_one_batch(evening: Night) -> None:
    await asyncio.gather(evening.plan(), evening.plan())
    assert await ModelBatch.count() == 1
    assert await asked_about() == sorted(evening.people)


async def test_by_hand_all_are_asked_again_but_not_while_it_is_under_way(evening: Night) -> None:
    assert (await evening.plan(None)).people == 5
    assert await evening.plan(None) == Planned(outcome=Outcome.NOTHING_TO_ASK)
    await evening.step_to_end()
    assert (await evening.plan(None)).people == 5


async def test_large_events_go_in_parts(evening: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_parts, "MOST_REQUESTS", 2)
    assert await evening.plan() == Planned(people=5, batches=3)
    assert await asked_about() == sorted(evening.people)
    rows = await ModelBatch.select().order_by(ModelBatch.part)
    assert [row["part"] for row in rows] == [0, 1, 2]


async def test_a_part_is_no_larger_than_a_worker_can_hold(evening: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_parts, "MOST_BYTES", 1)
    assert await evening.plan() == Planned(people=5, batches=5)


async def test_planning_goes_on_where_it_crashed(evening: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_parts, "MOST_REQUESTS", 2)
    with monkeypatch.context() as crashing:
        crashing.setattr(refresh_parts, "report_progress", _crash)
        with pytest.raises(asyncio.CancelledError):
            await evening.plan()
    assert len(await asked_about()) == 2
    assert await evening.plan() == Planned(people=3, batches=2)
    assert await asked_about() == sorted(evening.people)


async def test_what_a_cap_forbids_is_not_asked_and_noted(evening: Night) -> None:
    evening.model = _capped(evening.model, Caps(per_event=100, per_day=1_000_000))
    assert await evening.plan() == Planned(outcome=Outcome.EVENT_CAP)
    assert await ModelBatch.count() == 0
    [call] = await ModelCall.select()
    assert (call["outcome"], call["cost_microdollars"], call["event_id"]) == ("event_cap", 0, evening.cast.event)


async def test_an_open_batch_keeps_its_estimate_free(evening: Night) -> None:
    await evening.plan()
    [batch] = await ModelBatch.select()
    reserved = batch["estimated_microdollars"]
    spent = await read_spent(evening.cast.event, evening.now)
    assert (spent.of_event, spent.of_day, spent.reserved) == (reserved, reserved, reserved)
    await evening.step_to_end()
    paid = sum(row["cost_microdollars"] for row in await ModelCall.select())
    assert 0 < (await read_spent(evening.cast.event, evening.now)).of_event == paid
    # An answer may be shorter than was feared, and is not much longer.
    assert paid < reserved * 1.2


async def test_two_intents_do_not_take_the_same_money(evening: Night) -> None:
    model = _capped(evening.model, Caps(per_event=1_000, per_day=1_000))
    intent = Intent(event_id=evening.cast.event, purpose=Purpose.SESSIONS, night=NIGHT, estimated_microdollars=700)
    found = await asyncio.gather(
        *(intend(intent, [Question(person)], model, evening.now) for person in evening.people[:2])
    )
    assert sorted(map(str, found)) == ["1", "event_cap"]


async def test_whoever_told_nothing_is_not_asked_about(evening: Night) -> None:
    await Profile.delete().where(Profile.user_id == evening.people[2])
    assert (await evening.plan()).people == 4
    assert evening.people[2] not in await asked_about()


async def test_whoever_the_model_has_ranked_since_is_not_asked_about_again(evening: Night) -> None:
    later = evening.now + timedelta(minutes=5)
    await improve_list(evening.model, evening.cast.ada, evening.cast.event, ProgrammeIndexes(), later)
    assert (await evening.plan()).people == 4
    assert evening.cast.ada not in await asked_about()


async def test_without_anybody_there_is_nothing_to_ask(evening: Night) -> None:
    await Job.raw("DELETE FROM session_recommendation")
    assert await evening.plan() == Planned(outcome=Outcome.NOTHING_TO_ASK)


async def test_candidates_are_stored_as_they_are_sent(evening: Night) -> None:
    await evening.plan()
    [before] = {len(row["candidate_ids"]) for row in await ModelRequest.select()}
    await Job.raw("UPDATE session SET status = 'cancelled' WHERE id = {}", evening.cast.queues_talk)
    await Job.raw("UPDATE event SET programme_revision = programme_revision + 1")
    await evening.step()
    assert {len(row["candidate_ids"]) for row in await ModelRequest.select()} == {before - 1}


def _capped(model: Model, caps: Caps) -> Model:
    return replace(model, caps=caps)


async def _crash(*_arguments: int) -> None:
    raise asyncio.CancelledError
