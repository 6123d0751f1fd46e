import json

from domain.model.gate import Answer
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import PERSON
from domain.model.results import Matches
from domain.model.speakers import match_speakers, read_speakers
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.pairs import ADA, SPEAKER_FALLBACK, SPEAKERS


async def test_the_model_ranks_and_explains(model: Model) -> None:
    found = await match_speakers(model, ADA, SPEAKERS, SPEAKER_FALLBACK, 2, event_id=None, patience=PERSON)
    assert (found.algorithm_used, found.reason) == ("llm", "answered")
    assert found.entries[0].speaker_id == "sam"
    assert found.entries[0].reasons[:2] == ("Mentions your industry, Shipping", "Expert in: PostgreSQL")


async def test_without_an_answer_the_algorithms_list_stands(model: Model, model_server: ModelServer) -> None:
    model_server.plan(faults.overloaded())
    found = await match_speakers(model, ADA, SPEAKERS, SPEAKER_FALLBACK, 1, event_id=None, patience=PERSON)
    assert found == Matches(SPEAKER_FALLBACK[:1], "algorithmic", False, Outcome.OVERLOADED)


def test_the_models_part_keeps_the_sum() -> None:
    reasons = [{"yours": "PostgreSQL", "theirs": "data modelling"}]
    text = json.dumps(
        {"matches": [{"id": 1, "score": 91, "reasons": reasons}, {"id": 3, "score": 99, "reasons": reasons}]}
    )
    found = read_speakers(Answer(Outcome.ANSWERED, text, True), ADA, SPEAKERS, SPEAKER_FALLBACK, 2)
    sam, mia = found.entries
    assert (sam.score, sam.source, sam.breakdown.model, found.is_simulated) == (91, "llm", 25, True)
    assert sam.reasons == ("Your interest PostgreSQL: “data modelling”",)
    assert mia == SPEAKER_FALLBACK[1]
