import json

import msgspec
import pytest

from domain.matching.results import SessionRecommendation
from domain.model.gate import Answer
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import PERSON
from domain.model.results import Matches
from domain.model.sessions import match_sessions, read_sessions
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.pairs import ADA, FALLBACK, SESSIONS


async def match(model: Model | None, limit: int = 3) -> Matches[SessionRecommendation]:
    return await match_sessions(model, ADA, SESSIONS, FALLBACK, limit, event_id=None, patience=PERSON)


def said(*entries: object) -> Answer:
    return Answer(Outcome.ANSWERED, json.dumps({"matches": entries}))


def read(answer: Answer, limit: int = 3) -> Matches[SessionRecommendation]:
    return read_sessions(answer, ADA, SESSIONS, FALLBACK, limit)


async def test_the_model_ranks_and_explains(model: Model) -> None:
    found = await match(model)
    assert (found.algorithm_used, found.reason, found.is_simulated) == ("llm", "answered", False)
    first = found.entries[0]
    assert (first.session_id, first.source) == ("queues", "llm")
    assert "Mentions your interest PostgreSQL" in first.reasons
    assert sum(msgspec.structs.asdict(first.breakdown).values()) == first.score


async def test_without_a_model_the_algorithm_answers_and_says_so() -> None:
    assert await match(None, 2) == Matches(FALLBACK[:2], "algorithmic", False, Outcome.NO_MODEL)
