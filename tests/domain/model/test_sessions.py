import json
from operator import attrgetter

import msgspec
import pytest

from domain.matching.facts import SessionFacts
from domain.matching.results import SessionRecommendation
from domain.model.gate import Answer
from domain.model.layouts import Layout
from domain.model.opening import Model
from domain.model.outcomes import Outcome
from domain.model.patience import PERSON
from domain.model.results import Matches
from domain.model.sessions import match_sessions, read_sessions
from local.model_server import faults
from local.model_server.server import ModelServer
from tests.domain.model.pairs import ADA, FALLBACK, SESSIONS

QUEUES = {"yours": "observability", "theirs": "what observability they need"}
NETS = {"yours": "machine learning", "theirs": "training small models"}


async def match(model: Model | None, limit: int = 3) -> Matches[SessionRecommendation]:
    return await match_sessions(model, ADA, SESSIONS, FALLBACK, limit, event_id=None, patience=PERSON)


def entry(place: int, score: int, *reasons: object) -> dict[str, object]:
    return {"id": place, "score": score, "reasons": reasons}


def read(*entries: object, limit: int = 3, **more: object) -> Matches[SessionRecommendation]:
    answer = Answer(Outcome.ANSWERED, json.dumps({"matches": entries}))
    return read_sessions(answer, ADA, SESSIONS, FALLBACK, limit, **more)  # type: ignore[arg-type]


def talks(count: int) -> list[SessionFacts]:
    return [msgspec.structs.replace(SESSIONS[n % 4], id=f"s{n}", title=f"Talk {n}") for n in range(count)]


def told(matches: Matches[SessionRecommendation]) -> list[tuple[object, int, str]]:
    return [(entry.session_id, entry.score, entry.source) for entry in matches.entries]


async def test_the_model_ranks_and_explains(model: Model) -> None:
    found = await match(model)
    assert (found.algorithm_used, found.reason, found.is_simulated) == ("llm", "answered", False)
    first = found.entries[0]
    assert (first.session_id, first.source) == ("queues", "llm")
    assert "Mentions your interest PostgreSQL" in first.reasons


async def test_without_a_model_the_algorithm_answers_and_says_so() -> None:
    assert await match(None, 2) == Matches(FALLBACK[:2], "algorithmic", False, Outcome.NO_MODEL)


async def test_what_there_is_nothing_to_ask_about_is_not_asked(model: Model, model_server: ModelServer) -> None:
    found = await match_sessions(model, ADA, (), FALLBACK, 3, event_id=None, patience=PERSON)
    assert found == Matches(FALLBACK, "algorithmic", False, Outcome.NOTHING_TO_ASK)
    assert model_server.requests == []


def test_the_models_scores_and_reasons_go_before_the_algorithms() -> None:
    found = read(entry(1, 88, QUEUES), entry(2, 80, NETS), entry(4, 40, {"yours": "C++", "theirs": "C++"}))
    assert told(found) == [("queues", 88, "llm"), ("nets", 80, "llm"), ("cpp", 40, "llm")]
    assert found.entries[0].reasons == (
        "You want to learn observability: “what observability they need”",
        "Mentions your interest PostgreSQL",
    )
    assert found.entries[1].reasons == ("Your interest machine learning: “Training small models”",)


def test_a_breakdown_still_sums_to_the_score() -> None:
    found = read(entry(1, 60, QUEUES), entry(2, 80, NETS))
    assert [entry.breakdown.model for entry in found.entries] == [80, 60 - 71, 0]
    for one in found.entries:
        assert sum(msgspec.structs.asdict(one.breakdown).values()) == one.score


def test_a_partial_answer_is_completed_by_the_algorithm() -> None:
    answer = Answer(Outcome.PARTIAL, '{"matches":[' + json.dumps(entry(1, 77, QUEUES)) + ',{"id":2,"sco')
    found = read_sessions(answer, ADA, SESSIONS, FALLBACK, 3)
    assert told(found) == [("queues", 77, "llm"), ("cpp", 50, "hybrid"), ("bread", 12, "hybrid")]
    assert (found.algorithm_used, found.reason) == ("llm", "partial")


def test_what_was_not_sent_or_may_not_be_given_is_passed_over() -> None:
    found = read(entry(5, 99, QUEUES), entry(0, 99, QUEUES), entry(-1, 99), entry(2, 98, NETS), excluded=("nets",))
    assert found == Matches(FALLBACK, "algorithmic", False, Outcome.INVALID)


@pytest.mark.parametrize("score", [101, -1, True, "90", 90.0, None, [90]])
def test_an_entry_whose_score_is_no_whole_number_to_100_is_dropped(score: object) -> None:
    assert read({"id": 1, "score": score, "reasons": [QUEUES]}).reason == Outcome.INVALID


def test_the_first_of_two_entries_for_one_session_counts() -> None:
    assert told(read(entry(1, 70, QUEUES), entry(1, 99, QUEUES), limit=1)) == [("queues", 70, "llm")]


def test_without_a_true_reason_no_score_is_raised_and_nothing_new_comes_in() -> None:
    lie = {"yours": "blockchain", "theirs": "queues"}
    found = read(entry(3, 100, lie), entry(2, 100, lie), entry(1, 100, QUEUES))
    assert told(found) == [("queues", 100, "llm"), ("cpp", 50, "hybrid"), ("bread", 12, "llm")]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.refusal(), Outcome.REFUSED),
        (faults.empty(), Outcome.INVALID),
        (faults.garbage(), Outcome.INVALID),
        (faults.overloaded(), Outcome.OVERLOADED),
        (faults.broken(), Outcome.SERVER_ERROR),
        (faults.reset(), Outcome.CONNECTION),
        (faults.rate_limited(), Outcome.RATE_LIMITED),
        (faults.rate_limited(7), Outcome.RATE_LIMITED),
        (faults.gateway_timeout(), Outcome.TIMED_OUT),
        (faults.unauthorized(), Outcome.FORBIDDEN),
        (faults.spend_cap(), Outcome.SPEND_LIMIT),
        (faults.no_credit(), Outcome.SPEND_LIMIT),
        (faults.usage_limit(), Outcome.SPEND_LIMIT),
    ],
    ids=attrgetter("name"),
)
async def test_whatever_fails_the_algorithm_answers(
    model: Model, model_server: ModelServer, fault: faults.Fault, reason: Outcome
) -> None:
    model_server.plan(fault)
    assert await match(model) == Matches(FALLBACK, "algorithmic", False, reason)


@pytest.mark.parametrize(
    "fault", [faults.cut(90), faults.half_json(), faults.half_body()], ids=lambda fault: fault.name
)
async def test_of_half_an_answer_what_is_complete_is_used(
    model: Model, model_server: ModelServer, fault: faults.Fault
) -> None:
    model_server.plan(fault)
    found = await match_sessions(model, ADA, talks(20), FALLBACK, 12, event_id=None, patience=PERSON)
    assert (found.algorithm_used, found.reason) == ("llm", Outcome.PARTIAL)
    assert [entry.session_id for entry in found.entries if entry.source == "hybrid"] == ["queues", "cpp", "bread"]
    assert {entry.session_id for entry in found.entries if entry.source == "llm"} < {f"s{n}" for n in range(20)}


async def test_the_whole_programme_goes_before_the_person_and_is_read_from_the_cache(
    model: Model, model_server: ModelServer
) -> None:
    programme = talks(200)
    for _ in range(2):
        found = await match_sessions(
            model, ADA, programme, (), 5, event_id=None, patience=PERSON, layout=Layout.PROGRAMME
        )
        assert found.algorithm_used == "llm"
    systems = [request.json["system"] for request in model_server.requests]
    assert systems[0] == systems[1]
    assert systems[0][0]["cache_control"] == {"type": "ephemeral", "ttl": "5m"}
