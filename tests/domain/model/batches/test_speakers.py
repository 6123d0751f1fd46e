"""Speakers by batch: whom is asked about, and which lists the answers become."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from domain.model.batches.advance import advance_batch
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.prices import DEFAULT_PRICES
from domain.recommendations.people_indexes import PeopleIndexes
from domain.recommendations.refresh_parts import Planned
from domain.recommendations.speaker_batches import SpeakerBatches
from domain.recommendations.speaker_refresh import plan_speakers
from domain.tables import ModelBatch, ModelRequest, SpeakerRecommendation
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.batches.nights import NIGHT, Night, begin_night


@pytest.fixture
async def evening(model: Model) -> Night:
    return await begin_night(model, 3)


async def plan(night: Night, of: date = NIGHT) -> Planned:
    return await plan_speakers(night.model, night.cast.event, of, PeopleIndexes(), night.now)


async def run(night: Night) -> None:
    purposes = {"speakers": SpeakerBatches(PeopleIndexes())}
    [batch] = await ModelBatch.select()
    for _ in range(5):
        await advance_batch(batch["id"], night.model, purposes, DEFAULT_PRICES, night.now)


async def lists() -> dict[UUID, tuple[str, list[str]]]:
    """By person, who made the entry of their one speaker, and how to begin."""
    rows = await SpeakerRecommendation.select()
    return {row["user_id"]: (row["source"], row["conversation_starters"]) for row in rows}


async def test_everybody_gets_their_speakers_from_the_model(evening: Night) -> None:
    before = await lists()
    assert await plan(evening) == Planned(people=len(before), batches=1)
    await run(evening)
    after = await lists()
    assert after[evening.cast.ada] == ("llm", before[evening.cast.ada][1])
    assert set(await _outcomes()) <= {"answered", "invalid_answer"}
    assert await plan(evening) == Planned(outcome=Outcome.NOTHING_TO_ASK)


async def test_a_speaker_who_left_is_in_no_list(evening: Night) -> None:
    await plan(evening)
    [batch] = await ModelBatch.select()
    purposes = {"speakers": SpeakerBatches(PeopleIndexes())}
    await advance_batch(batch["id"], evening.model, purposes, DEFAULT_PRICES, evening.now)
    await ModelBatch.raw("DELETE FROM registration WHERE user_id = {}", evening.cast.sam)
    await ModelBatch.raw("DELETE FROM session_speaker")
    await ModelBatch.raw("UPDATE event SET programme_revision = programme_revision + 1")
    await run(evening)
    assert "llm" not in {source for source, _ in (await lists()).values()}


async def test_a_newer_list_of_speakers_stays(evening: Night) -> None:
    await plan(evening)
    later = datetime.now(UTC) + timedelta(minutes=1)
    await SpeakerRecommendation.update({SpeakerRecommendation.generated_at: later}).where(
        SpeakerRecommendation.user_id == evening.cast.ada
    )
    await run(evening)
    assert (await lists())[evening.cast.ada][0] == "hybrid"
    assert "outdated" in await _outcomes()


async def test_what_expires_leaves_the_algorithms_speakers(evening: Night, model_server: ModelServer) -> None:
    before = await lists()
    await plan(evening)
    model_server.always(faults.expired(), on="batches.item")
    await run(evening)
    assert await lists() == before


async def _outcomes() -> list[str]:
    return [row["outcome"] for row in await ModelRequest.select()]
