"""Collecting: every answer counts once, whatever comes in between, and only for what it was asked about."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from domain.model.batches import collecting
from domain.model.batches.shapes import Answered, StoredBatch
from domain.model.outcomes import Outcome
from domain.recommendations.generate import generate_recommendations
from domain.recommendations.programme_indexes import ProgrammeIndexes
from domain.recommendations.session_batches import SessionBatches
from domain.tables import Dismissal, ModelCall, ModelRequest, Registration, Session, SessionRecommendation
from local.model_server import faults
from local.model_server.batch_shapes import ItemResult
from local.model_server.server import ModelServer
from tests.domain.model.batches.nights import Night, costs, outcomes, sources

MADE = [faults.expired(), faults.broken(), faults.refusal(), faults.cut(100), faults.garbage()]


async def test_each_failure_leaves_that_persons_list(night: Night, model_server: ModelServer) -> None:
    met = {str(number): fault for number, fault in enumerate(MADE)}
    model_server.decide(lambda request: met[request.custom_id.split("-")[1]] if request.custom_id else None)
    assert (await night.step_to_end()).state == "ended"
    ended = await outcomes()
    assert [ended[person] for person in night.people] == [
        "expired",
        "server_error",
        "refused",
        "partial",
        "invalid_answer",
    ]
    made_by = await sources()
    assert [("llm" in made_by[person]) for person in night.people] == [False, False, False, True, False]
    # Whatever was said costs, also what is of no use; what was not said does not.
    paid = {row["outcome"]: row["cost_microdollars"] for row in await ModelCall.select()}
    assert {outcome for outcome, cost in paid.items() if cost == 0} == {"expired", "server_error"}


async def test_after_a_crash_in_the_middle_each_is_applied_once(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "CHUNK", 2)
    await night.step()
    with monkeypatch.context() as crashing:
        crashing.setattr(SessionBatches, "store", _crash_after(1))
        with pytest.raises(asyncio.CancelledError):
            await night.step()
    assert await ModelRequest.count().where(ModelRequest.outcome.is_not_null()) == 2
    assert len(await costs()) == 2
    written = {row["id"]: row["generated_at"] for row in await _lists_of_the_model()}
    assert (await night.step()).state == "ended"
    assert await outcomes() == dict.fromkeys(night.people, "answered")
    assert len(await costs()) == 5
    # What was applied before the crash was not touched again.
    assert written.items() <= {row["id"]: row["generated_at"] for row in await _lists_of_the_model()}.items()


async def test_a_broken_line_is_taken_up_again(night: Night, model_server: ModelServer) -> None:
    await night.step()
    model_server.plan(faults.half_body(), faults.reset(), on="batches.results")
    assert (await night.step()).state == "submitted"
    assert (await night.step()).state == "submitted"
    assert (await night.step()).state == "ended"
    assert await outcomes() == dict.fromkeys(night.people, "answered")
    assert len(await costs()) == 5


async def test_two_workers_at_once_apply_each_once(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "CHUNK", 1)
    await night.step()
    await asyncio.gather(night.step(), night.step(), night.step())
    assert await outcomes() == dict.fromkeys(night.people, "answered")
    assert len(await costs()) == 5


async def test_doubled_foreign_and_missing_results_do_no_harm(night: Night, model_server: ModelServer) -> None:
    await night.step()
    results = await _results(model_server)
    stranger = ItemResult("stranger-0", results[0].result)
    results[:] = [results[1], stranger, results[1], results[0], results[2], results[3], results[0], stranger]
    assert (await night.step()).state == "ended"
    ended = list((await outcomes()).values())
    assert (ended.count("answered"), ended.count("missing")) == (4, 1)
    assert len(await costs()) == 4


async def test_results_of_odd_shapes_are_invalid_and_no_more(night: Night, model_server: ModelServer) -> None:
    await night.step()
    results = await _results(model_server)
    odd: list[dict[str, Any]] = [
        {"type": "succeeded"},
        {"type": "succeeded", "message": {}},
        {"type": "succeeded", "message": {"content": None, "usage": None}},
        {"type": "succeeded", "message": {"content": [{"type": "text", "text": 5}], "usage": {}}},
        {"type": "errored", "error": "what"},
    ]
    results[:] = [ItemResult(each.custom_id, shape) for each, shape in zip(results, odd, strict=True)]
    assert (await night.step()).state == "ended"
    assert set((await outcomes()).values()) <= {"invalid_answer", "server_error"}
    assert set.union(*(await sources()).values()) == {"hybrid"}


async def test_whoever_has_a_newer_list_keeps_it(night: Night) -> None:
    await night.step()
    await generate_recommendations(night.cast.ada, night.cast.event, ProgrammeIndexes(), datetime.now(UTC))
    await night.step_to_end()
    assert (await outcomes())[night.cast.ada] == "outdated"
    assert (await sources())[night.cast.ada] == {"hybrid"}
    # It was answered, and is to be paid.
    assert sum(cost > 0 for cost in await costs()) == 5


async def test_whoever_has_left_gets_no_list(night: Night) -> None:
    await night.step()
    await Registration.delete().where(Registration.user_id == night.cast.ada)
    await SessionRecommendation.delete().where(SessionRecommendation.user_id == night.cast.ada)
    await night.step_to_end()
    assert (await outcomes())[night.cast.ada] == "outdated"
    assert night.cast.ada not in await sources()


async def test_what_was_hidden_or_cancelled_meanwhile_is_in_no_list(night: Night) -> None:
    await night.step()
    best = await _best_of(night.people[1])
    await Dismissal(user_id=night.people[1], session_id=best[0]).save().run()
    await Session.update({Session.status: "cancelled"}).where(Session.id == best[1])
    await Session.raw("UPDATE event SET programme_revision = programme_revision + 1 WHERE id = {}", night.cast.event)
    await night.step_to_end()
    assert best[0] not in await _best_of(night.people[1])
    assert best[0] in await _best_of(night.people[2])
    for person in night.people:
        assert best[1] not in await _best_of(person)
    assert "llm" in (await sources())[night.people[1]]


async def test_a_hostile_answer_stays_inside_its_shortlist(night: Night, model_server: ModelServer) -> None:
    said = '{"matches":[{"id":999,"score":100,"reasons":[]},{"id":1,"score":500,"reasons":[]},{"id":"1","score":9}]}'
    model_server.always(faults.answering(said), on="batches.item")
    await night.step_to_end()
    assert await outcomes() == dict.fromkeys(night.people, "invalid_answer")
    assert set.union(*(await sources()).values()) == {"hybrid"}


def _crash_after(chunks: int) -> Any:
    store, done = SessionBatches.store, 0

    async def crash(self: SessionBatches, batch: StoredBatch, answered: Sequence[Answered]) -> Mapping[UUID, Outcome]:
        nonlocal done
        stored = await store(self, batch, answered)
        if done == chunks:
            raise asyncio.CancelledError
        done += 1
        return stored

    return crash


async def _results(server: ModelServer) -> list[ItemResult]:
    [batch] = server.simulation.store.newest_first()
    return server.simulation.batches.results(batch, server.simulation.clock.now())


async def _best_of(person: UUID) -> list[UUID]:
    rows = (
        await SessionRecommendation.select()
        .where(SessionRecommendation.user_id == person)
        .order_by(SessionRecommendation.position)
    )
    return [row["session_id"] for row in rows]


async def _lists_of_the_model() -> list[dict[str, Any]]:
    return await SessionRecommendation.select().where(SessionRecommendation.source == "llm")
