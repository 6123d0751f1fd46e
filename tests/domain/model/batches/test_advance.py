"""A batch from its intent to its end, and what may come between."""

import re
from datetime import timedelta

import msgspec
import pytest

from domain.model.batches.advance import poll_interval
from domain.tables import Event, ModelBatch, ModelCall, ModelRequest, User
from domain.work.outcomes import Cancelled
from local.model_server.server import ModelServer
from tests.domain.model.batches.nights import Night, costs, outcomes, sources


async def test_every_answer_becomes_a_list_and_costs_half(night: Night, model_server: ModelServer) -> None:
    step = await night.step_to_end()
    assert (step.state, step.done, step.total) == ("ended", 5, 5)
    assert await outcomes() == dict.fromkeys(night.people, "answered")
    assert all("llm" in made_by for made_by in (await sources()).values())
    assert len(model_server.requests_on("batches.create")) == 1
    calls = await ModelCall.select()
    assert len(calls) == 5
    for call in calls:
        # A tenth of a dollar for a million tokens in, half a dollar out; by batch half of it.
        whole = call["input_tokens"] * 0.10 + call["output_tokens"] * 0.50
        assert call["cost_microdollars"] == pytest.approx(whole / 2, abs=1)


async def test_nothing_that_leaves_says_who_anybody_is(night: Night, model_server: ModelServer) -> None:
    await night.step()
    [sent] = model_server.requests_on("batches.create")
    ids = [request["custom_id"] for request in sent.json["requests"]]
    assert len(set(ids)) == 5
    assert all(re.fullmatch(r"[0-9a-f]{32}-[0-4]", each) for each in ids)
    for person in await User.select():
        assert all(
            str(secret) not in sent.text and str(secret) not in str(ids)
            for secret in (person["id"], person["id"].hex, person["name"], person["email"])
        )


async def test_it_is_looked_at_more_and_more_rarely() -> None:
    waits = [poll_interval(timedelta(minutes=passed)) for passed in (0, 1, 5, 10, 20, 600)]
    assert [wait.total_seconds() for wait in waits] == [10, 10, 30, 60, 120, 120]


async def test_a_batch_under_way_is_waited_for(night: Night, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(hours=1))
    await night.step()
    step = await night.step(passed=timedelta(minutes=30))
    assert (step.state, step.done, step.wait) == ("submitted", 0, timedelta(minutes=2))
    model_server.advance(timedelta(hours=1))
    assert (await night.step(passed=timedelta(hours=1))).state == "ended"


async def test_a_batch_that_expires_leaves_the_algorithms_lists(night: Night, model_server: ModelServer) -> None:
    model_server.batches_take(timedelta(hours=30))
    await night.step()
    model_server.advance(timedelta(hours=25))
    step = await night.step(passed=timedelta(hours=25))
    assert (step.state, step.done) == ("ended", 5)
    assert await outcomes() == dict.fromkeys(night.people, "expired")
    assert set.union(*(await sources()).values()) == {"hybrid"}
    assert await costs() == [0] * 5


async def test_without_a_key_it_stays_submitted_until_one_is_back(night: Night) -> None:
    await night.step()
    [row] = await ModelBatch.select()
    step = await night.step_without_model(passed=timedelta(hours=3))
    assert (step.state, step.wait) == ("submitted", timedelta(minutes=10))
    assert (await night.step()).state == "ended"
    assert row["state"] == "submitted"


async def test_one_that_nobody_could_read_is_given_up_and_taken_for_paid(night: Night) -> None:
    await night.step()
    step = await night.step_without_model(passed=timedelta(hours=27))
    assert (step.state, step.wait) == ("abandoned", None)
    [call] = await ModelCall.select()
    [batch] = await ModelBatch.select()
    assert (call["outcome"], call["cost_microdollars"]) == ("no_model", batch["estimated_microdollars"])
    assert batch["estimated_microdollars"] > 0


async def test_an_intent_without_a_key_is_given_up_by_morning_and_costs_nothing(night: Night) -> None:
    step = await night.step_without_model(passed=timedelta(hours=7))
    assert (step.state, await costs()) == ("abandoned", [0])


async def test_of_an_event_that_is_gone_nothing_is_wanted(night: Night) -> None:
    batch_id = await night.batch_id()
    await Event.delete().where(Event.id == night.cast.event)
    with pytest.raises(Cancelled):
        await night.step(batch_id=batch_id)


async def test_the_whole_programme_may_be_shared_by_all_questions(night: Night, model_server: ModelServer) -> None:
    await ModelRequest.raw("UPDATE model_request SET candidate_ids = ARRAY[]::uuid[]")
    await ModelBatch.raw(
        "UPDATE model_batch SET candidate_ids = ARRAY(SELECT id FROM session WHERE event_id = {})", night.cast.event
    )
    await night.step()
    [sent] = model_server.requests_on("batches.create")
    systems = {msgspec.json.encode(request["params"]["system"]) for request in sent.json["requests"]}
    assert len(systems) == 1
    assert b'"ttl":"1h"' in systems.pop()
    assert (await night.step_to_end()).state == "ended"
    assert await outcomes() == dict.fromkeys(night.people, "answered")
