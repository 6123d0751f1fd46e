"""Sending: refused, unanswered, doubled, and found again; never twice."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.model.batches import sending
from domain.model.breaker import BreakerState
from domain.tables import Event, ModelBatch, ModelCall, Registration
from domain.work.outcomes import Cancelled
from local.model_server import faults
from local.model_server.errors import ApiError
from local.model_server.server import ModelServer
from tests.cast import make_event
from tests.domain.model.batches.nights import Night, outcomes, sources

MINUTE = timedelta(minutes=1)


def batches_at(server: ModelServer) -> int:
    """How many were made, whoever heard of it."""
    return len(server.simulation.store.newest_first())


async def is_marked(batch_id: UUID | None = None) -> bool:
    rows = await ModelBatch.select().where(ModelBatch.id == batch_id) if batch_id else await ModelBatch.select()
    return rows[0]["submitted_at"] is not None


async def test_a_refusal_is_waited_out_as_asked(night: Night, model_server: ModelServer) -> None:
    model_server.plan(faults.rate_limited(retry_after=40), on="batches.create")
    assert (await night.step()).wait == timedelta(seconds=40)
    assert not await is_marked()
    # The breaker heard of it too, so nobody calls before.
    assert (await night.step()).wait == timedelta(seconds=30)
    assert len(model_server.requests_on("batches.create")) == 1
    await night.model.breaker.reset()
    assert (await night.step_to_end()).state == "ended"
    assert batches_at(model_server) == 1


async def test_what_a_refusal_asks_for_is_bounded(night: Night, model_server: ModelServer) -> None:
    model_server.plan(faults.rate_limited(retry_after=86_400), on="batches.create")
    assert (await night.step()).wait == timedelta(minutes=5)


async def test_a_spent_account_waits_for_a_person_until_the_morning(night: Night, model_server: ModelServer) -> None:
    model_server.always(faults.spend_cap(), on="batches.create")
    assert (await night.step()).wait == timedelta(minutes=10)
    assert (await night.model.breaker.read()).needs_reset
    assert (await night.step()).wait == timedelta(minutes=10)
    for _ in range(3):
        await night.step(passed=timedelta(hours=1))
    assert len(model_server.requests_on("batches.create")) == 1
    step = await night.step(passed=timedelta(hours=4))
    assert (step.state, step.wait) == ("abandoned", None)
    assert set.union(*(await sources()).values()) == {"hybrid"}


async def test_a_batch_that_the_api_cannot_take_is_given_up(night: Night, model_server: ModelServer) -> None:
    refusal = faults.Fault("odd", ApiError(400, "invalid_request_error", "requests: too odd"))
    model_server.plan(refusal, on="batches.create")
    assert (await night.step()).state == "abandoned"
    assert [call["outcome"] for call in await ModelCall.select()] == ["bad_request"]
    assert (await night.model.breaker.read()).state == BreakerState.CLOSED


@pytest.mark.parametrize("fault", [faults.silent(), faults.reset(), faults.broken(), faults.overloaded()])
async def test_what_did_not_arrive_is_sent_once_it_is_known_not_to_be_there(
    night: Night, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch, fault: faults.Fault
) -> None:
    monkeypatch.setattr("domain.model.batches.provider.CREATE_SECONDS", 0.3)
    model_server.plan(fault, on="batches.create")
    await night.step()
    assert await is_marked()
    await night.step(passed=4 * MINUTE)
    assert await is_marked()
    await night.step(passed=MINUTE)
    assert not await is_marked()
    assert (await night.step_to_end()).state == "ended"
    assert (len(model_server.requests_on("batches.create")), batches_at(model_server)) == (2, 1)


async def test_a_batch_whose_answer_was_lost_is_found_again(night: Night, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(minutes=20))
    model_server.plan(faults.half_body(), on="batches.create")
    await night.step()
    step = await night.step(passed=6 * MINUTE)
    assert (step.state, batches_at(model_server)) == ("intended", 1)
    model_server.advance(timedelta(minutes=20))
    assert (await night.step_to_end()).state == "ended"
    assert await outcomes() == dict.fromkeys(night.people, "answered")
    assert (len(model_server.requests_on("batches.create")), batches_at(model_server)) == (1, 1)


async def test_after_a_crash_before_the_call_it_is_sent_once(
    night: Night, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crashing:
        crashing.setattr(sending, "create_batch", _crash)
        with pytest.raises(asyncio.CancelledError):
            await night.step()
    assert (await night.step_to_end()).state == "ended"
    assert batches_at(model_server) == 1


async def test_after_a_crash_between_the_call_and_its_note_it_is_not_sent_again(
    night: Night, model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crashing:
        crashing.setattr(sending, "mark_submitted", _crash)
        with pytest.raises(asyncio.CancelledError):
            await night.step()
    assert batches_at(model_server) == 1
    assert (await night.step_to_end()).state == "ended"
    assert await outcomes() == dict.fromkeys(night.people, "answered")
    assert (len(model_server.requests_on("batches.create")), batches_at(model_server)) == (1, 1)


async def test_of_batches_alike_only_its_own_is_taken(night: Night, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(minutes=20))
    model_server.plan(faults.half_body(), on="batches.create")
    await night.step()
    await _strangers_batch(night, 5)
    await night.step(passed=6 * MINUTE)
    model_server.advance(timedelta(minutes=20))
    assert (await night.step_to_end()).state == "ended"
    assert await outcomes() == dict.fromkeys(night.people, "answered")
    assert batches_at(model_server) == 2


async def test_a_strangers_batch_alike_is_not_taken_for_its_own(night: Night, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(minutes=20))
    model_server.plan(faults.broken(), on="batches.create")
    await night.step()
    await _strangers_batch(night, 5)
    await night.step(passed=10 * MINUTE)
    assert len(model_server.requests_on("batches.create")) == 2
    model_server.advance(timedelta(minutes=20))
    model_server.batches_take(timedelta())
    assert (await night.step_to_end()).state == "ended"
    assert await outcomes() == dict.fromkeys(night.people, "answered")
    assert len(model_server.requests_on("batches.create")) == 3


async def test_batches_of_other_parts_are_not_waited_for(night: Night, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(hours=2))
    model_server.plan(faults.broken(), on="batches.create")
    own = await night.batch_id()
    await night.step()
    await _strangers_batch(night, 5)
    [theirs] = model_server.simulation.store.newest_first()
    event = await make_event("other", "Other Conf")
    await ModelBatch(event_id=event, purpose="sessions", model="m", state="submitted", provider_id=theirs.id).save()
    await night.step(passed=5 * MINUTE, batch_id=own)
    assert not await is_marked(own)


async def test_one_that_stays_unknown_is_given_up_and_not_sent_again(night: Night, model_server: ModelServer) -> None:
    model_server.plan(faults.broken(), on="batches.create")
    model_server.always(faults.broken(), on="batches.list")
    await night.step()
    for _ in range(25):
        await night.step(passed=timedelta(hours=1))
    step = await night.step(passed=timedelta(hours=2))
    assert (step.state, step.wait) == ("abandoned", None)
    assert len(model_server.requests_on("batches.create")) == 1


async def test_two_workers_at_once_send_it_once(night: Night, model_server: ModelServer) -> None:
    await asyncio.gather(night.step(), night.step(), night.step())
    assert (await night.step_to_end()).state == "ended"
    assert batches_at(model_server) == 1


async def test_a_batch_of_an_event_deleted_meanwhile_is_cancelled(night: Night, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(hours=1))
    model_server.delay(0.5)
    sent = asyncio.create_task(night.step())
    # The server runs in a thread of its own, and sets no event of this loop.
    while not model_server.requests_on("batches.create"):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await Event.delete().where(Event.id == night.cast.event)
    with pytest.raises(Cancelled):
        await sent
    assert len(model_server.requests_on("batches.cancel")) == 1


async def test_when_all_have_left_nothing_is_sent(night: Night, model_server: ModelServer) -> None:
    await Registration.delete().where(Registration.role == "attendee")
    step = await night.step()
    assert (step.state, step.done) == ("ended", 5)
    assert batches_at(model_server) == 0


async def test_who_has_left_is_not_asked_about(night: Night, model_server: ModelServer) -> None:
    await Registration.delete().where(Registration.user_id == night.people[1])
    assert (await night.step_to_end()).state == "ended"
    [sent] = model_server.requests_on("batches.create")
    assert len(sent.json["requests"]) == 4
    assert (await outcomes())[night.people[1]] == "nothing_to_ask"


async def test_a_cap_that_is_reached_meanwhile_holds_it_back(night: Night, model_server: ModelServer) -> None:
    await (
        ModelCall(
            purpose="sessions", model="claude-haiku-5-5", outcome="answered", cost_microdollars=night.model.caps.per_day
        )
        .save()
        .run()
    )
    assert (await night.step()).state == "abandoned"
    assert batches_at(model_server) == 0


async def _crash(*_arguments: Any) -> None:
    raise asyncio.CancelledError


async def _strangers_batch(night: Night, requests: int) -> None:
    sdk = await night.model.client.sdk()
    params: Any = {
        "model": "claude-haiku-5-5",
        "max_tokens": 10,
        "messages": [{"role": "user", "content": "Good morning."}],
    }
    await sdk.messages.batches.create(
        requests=[{"custom_id": f"theirs-{number}", "params": params} for number in range(requests)]
    )
