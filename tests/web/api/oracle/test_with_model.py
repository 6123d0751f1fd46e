"""The oracle with a model: what it says is used, what it may not know stays here, and its faults are nobody's error."""

import time
from dataclasses import replace

import pytest

from domain.tables import ModelCall
from local.model_server import faults
from local.model_server.faults import Fault
from local.model_server.server import ModelServer
from tests.cast import Cast
from tests.web.api.client import EXAMPLES, SESSIONS, SPEAKERS, STARTERS, ApiClient, Json, example

FAULTS = (
    faults.overloaded(),
    faults.rate_limited(30),
    faults.broken(),
    faults.reset(),
    faults.refusal(),
    faults.garbage(),
    faults.empty(),
)


def method_of(answer: Json) -> str:
    method: str = answer.get("algorithm_used") or answer["generation_method"]
    return method


@pytest.mark.parametrize("path", EXAMPLES)
async def test_the_specifications_own_requests_are_answered_by_the_model(model_api: ApiClient, path: str) -> None:
    asked = example(EXAMPLES[path])

    answer = await model_api.ask(path, asked)

    assert method_of(answer) == "llm"
    assert answer["processing_time_ms"] >= 0
    assert "is_simulated" not in answer


async def test_matches_carry_the_clients_ids_and_what_it_sent(model_api: ApiClient) -> None:
    sessions, speakers = example("sessions"), example("speakers")
    sessions["sessions"][0] |= {"id": "Ä / 'x' <y>", "room": "Fjord"}

    [session] = (await model_api.ask(SESSIONS, sessions))["matches"]
    [speaker] = (await model_api.ask(SPEAKERS, speakers))["matches"]

    assert (session["session_id"], session["session"]) == ("Ä / 'x' <y>", sessions["sessions"][0])
    assert (speaker["speaker_id"], speaker["speaker"]) == ("speaker_abc", speakers["speakers"][0])
    for match in (session, speaker):
        assert 0 <= match["match_score"] <= 100
        assert 1 <= len(match["reasons"]) <= 5


async def test_no_name_company_or_id_leaves(model_api: ApiClient, model_server: ModelServer) -> None:
    asked = {path: example(name) for path, name in EXAMPLES.items()}
    asked[SPEAKERS]["user_profile"] |= {"name": "John Smith", "company": "Ships Ltd", "about": "I live in Bergen."}
    asked[SPEAKERS]["speakers"][0]["bio"] = "Grew up in Tromsø."
    for path, body in asked.items():
        await model_api.ask(path, body)

    sent = " ".join(request.text for request in model_server.requests)
    assert "machine-learning" in sent
    private = ("John", "Jane", "Doe", "TechCorp", "Ships", "Bergen", "Tromsø", "user_123", "session_xyz", "speaker_abc")
    assert [word for word in private if word in sent] == []


@pytest.mark.parametrize("path", EXAMPLES)
async def test_who_wants_no_model_gets_none(model_api: ApiClient, model_server: ModelServer, path: str) -> None:
    answer = await model_api.ask(path, example(EXAMPLES[path]) | {"use_llm": False})

    assert method_of(answer) in ("algorithmic", "template")
    assert model_server.requests == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
@pytest.mark.parametrize("path", EXAMPLES)
async def test_a_fault_of_the_model_is_answered_by_the_algorithm(
    model_api: ApiClient, model_server: ModelServer, path: str, fault: Fault
) -> None:
    without = await model_api.ask(path, example(EXAMPLES[path]) | {"use_llm": False})
    model_server.always(fault)

    answer = await model_api.ask(path, example(EXAMPLES[path]))

    assert answer | {"processing_time_ms": 0} == without | {"processing_time_ms": 0}


async def test_a_slow_model_is_waited_for_four_seconds_at_most(model_api: ApiClient, model_server: ModelServer) -> None:
    model_server.always(faults.silent())
    asked = example("sessions") | {"max_matches": 100}
    asked["sessions"] = [asked["sessions"][0] | {"id": f"session {number}"} for number in range(1_000)]
    started = time.monotonic()

    answer = await model_api.ask(SESSIONS, asked)

    assert time.monotonic() - started < 5
    assert answer["algorithm_used"] == "algorithmic"
    assert len(answer["matches"]) == 100


async def test_of_many_candidates_the_most_promising_are_shown_and_the_algorithm_completes(
    model_api: ApiClient, model_server: ModelServer
) -> None:
    for path, name, candidates in ((SESSIONS, "sessions", "sessions"), (SPEAKERS, "speakers", "speakers")):
        asked = example(name) | {"max_matches": 100}
        [best] = asked[candidates]
        others = [{"id": f"other {number}", "title": f"Knitting {number}"} for number in range(200)]
        asked[candidates] = [*others, *(best | {"id": f"good {number}"} for number in range(60))]

        answer = await model_api.ask(path, asked)

        assert answer["algorithm_used"] == "llm"
        assert len(answer["matches"]) == 60
        assert {match[f"{name.removesuffix('s')}_id"].split()[0] for match in answer["matches"]} == {"good"}
        scores = [match["match_score"] for match in answer["matches"]]
        assert scores == sorted(scores, reverse=True)
        assert "Knitting" not in model_server.requests[-1].text


async def test_beyond_thirty_questions_a_minute_the_algorithm_answers(
    model_api: ApiClient, model_server: ModelServer, cast: Cast
) -> None:
    await model_api.state.redis.set(f"hallway:rate:api:model:{cast.ada}", 30, ex=60)

    answer = await model_api.ask(SESSIONS, example("sessions"))

    assert answer["algorithm_used"] == "algorithmic"
    assert model_server.requests == []


async def test_what_it_cost_is_written_down(model_api: ApiClient) -> None:
    await model_api.ask(STARTERS, example("starters"))

    [call] = await ModelCall.select()
    assert (call["purpose"], call["outcome"], call["event_id"]) == ("starters", "answered", None)
    assert call["cost_microdollars"] > 0


@pytest.mark.parametrize("path", EXAMPLES)
async def test_the_demos_stand_in_for_the_model_is_named_as_such(model_api: ApiClient, path: str) -> None:
    model_api.state.model = replace(model_api.state.model, is_simulated=True)

    assert (await model_api.ask(path, example(EXAMPLES[path])))["is_simulated"] is True
