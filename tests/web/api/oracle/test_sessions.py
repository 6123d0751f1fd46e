"""Matching sessions for another system."""

import random
from typing import Any

import pytest

from domain.matching.facts import SessionFacts, UserProfile
from tests.domain.matching.specification_loop import algorithmic_match_sessions
from tests.web.api.client import SESSIONS, ApiClient, Json, example

WORDS = ("machine-learning", "AI", "product", "python", "design", "people", "Rust", "naïve")
GOALS = ("LEARN", "NETWORK", "HIRE", "GET_HIRED", "MENTOR", "GET_MENTORED", "REST")
OUTCOMES = ("Understand python", "Meet people who hire", "Learn from a guide", "Machine-learning in Rust", "Rest")
LEVELS = ("beginner", "intermediate", "advanced", None, "")


async def test_the_specifications_own_request_is_answered_with_its_fields(api: ApiClient) -> None:
    asked = example("sessions") | {"use_llm": False}

    answer = await api.ask(SESSIONS, asked)

    assert answer.pop("processing_time_ms") >= 0
    assert answer == {
        "matches": [
            {
                "session_id": "session_xyz",
                "match_score": 49,
                "reasons": [
                    "Aligns with your learning goals",
                    "Designed for Product Managers",
                    "Matches your intermediate level preference",
                ],
                "session": asked["sessions"][0],
            }
        ],
        "algorithm_used": "algorithmic",
    }


async def test_without_a_model_the_algorithm_answers_all_the_same(api: ApiClient) -> None:
    with_model, without = [
        await api.ask(SESSIONS, example("sessions") | {"use_llm": use_llm}) for use_llm in (True, False)
    ]

    assert with_model["matches"] == without["matches"]
    assert with_model["algorithm_used"] == "algorithmic"


@pytest.mark.parametrize("seed", range(20))
async def test_the_answer_is_that_of_the_specifications_loop(api: ApiClient, seed: int) -> None:
    chance = random.Random(seed)
    profile, sessions, most = some_profile(chance), some_sessions(chance), chance.choice((1, 3, 10, 100))
    asked = {"user_profile": profile, "sessions": sessions, "max_matches": most, "use_llm": False}

    answer = await api.ask(SESSIONS, asked)

    sessions_known = [facts(SessionFacts, each) for each in sessions]
    expected = algorithmic_match_sessions(facts(UserProfile, profile), sessions_known, most)
    by_id = {session["id"]: session for session in sessions}
    assert answer["matches"] == [
        {
            "session_id": each.session_id,
            "match_score": each.match_score,
            "reasons": each.reasons,
            "session": by_id[str(each.session_id)],
        }
        for each in expected
    ]


def some(chance: random.Random, choice: tuple[Any, ...], most: int) -> list[Any]:
    return [chance.choice(choice) for _ in range(chance.randint(0, most))]


def some_profile(chance: random.Random) -> Json:
    return {
        "user_id": "user_1",
        "interests": some(chance, WORDS, 4),
        "goals": some(chance, GOALS, 4),
        "skills_needed": some(chance, WORDS, 4),
        "role": chance.choice(("Engineer", "designer", None, "")),
        "preferred_difficulty": chance.choice(LEVELS),
    }


def some_sessions(chance: random.Random) -> list[Json]:
    return [
        {
            "id": f"session {number}",
            "tags": some(chance, WORDS, 4),
            "outcomes": some(chance, OUTCOMES, 3),
            "difficulty": chance.choice(LEVELS),
            "target_audience": some(chance, ("engineer", "Designer"), 2),
        }
        for number in range(chance.randint(0, 40))
    ]


def facts(kind: type[Any], fields: Json) -> Any:
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()})


async def test_a_session_comes_back_as_it_was_sent_with_fields_that_hallway_does_not_know(api: ApiClient) -> None:
    asked = example("sessions") | {"use_llm": False}
    asked["sessions"][0] |= {"capacity": 120, "track": None, "links": [{"href": "https://example.org/ä"}], "price": 1.5}

    [match] = (await api.ask(SESSIONS, asked))["matches"]

    assert match["session"] == asked["sessions"][0]


@pytest.mark.parametrize("value", [None, [], ""], ids=["null", "empty list", "empty text"])
async def test_optional_fields_may_be_null_or_empty(api: ApiClient, value: Any) -> None:
    asked = example("sessions") | {"use_llm": False}
    for thing in (asked["user_profile"], asked["sessions"][0]):
        for field in thing.keys() - {"id", "user_id"}:
            if value is None or isinstance(thing[field], type(value)):
                thing[field] = value

    answer = await api.post(SESSIONS, asked)

    assert answer.status_code == 200, answer.text


async def test_a_profile_and_a_session_may_be_next_to_nothing(api: ApiClient) -> None:
    answer = await api.ask(SESSIONS, {"user_profile": {}, "sessions": [{"id": "a"}]})

    assert answer["matches"] == []


async def test_no_sessions_have_no_matches(api: ApiClient) -> None:
    assert (await api.ask(SESSIONS, example("sessions") | {"sessions": []}))["matches"] == []


async def test_ten_matches_come_where_no_number_is_asked_for(api: ApiClient) -> None:
    asked = example("sessions")
    asked["sessions"] = [asked["sessions"][0] | {"id": f"session {number}"} for number in range(30)]
    del asked["max_matches"]

    for request in (asked, asked | {"max_matches": None}):
        matches = (await api.ask(SESSIONS, request))["matches"]
        assert [match["session_id"] for match in matches] == [f"session {number}" for number in range(10)]


async def test_a_thousand_long_sessions_are_taken_and_one_more_is_refused(api: ApiClient) -> None:
    asked = example("sessions") | {"use_llm": False, "max_matches": 100}
    first = asked["sessions"][0] | {"description": "Queues and what waits in them. " * 220}
    asked["sessions"] = [first | {"id": f"session {number}"} for number in range(1_000)]

    assert len((await api.ask(SESSIONS, asked))["matches"]) == 100

    asked["sessions"].append(first)
    answer = await api.post(SESSIONS, asked)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"pointer": "#/sessions", "detail": "This must have at most 1,000 entries."}]


async def test_an_id_that_occurs_twice_is_named(api: ApiClient) -> None:
    asked = example("sessions")
    asked["sessions"] = [asked["sessions"][0] | {"id": each} for each in ("a", "b", "a", "c", "b", "a")]

    answer = await api.post(SESSIONS, asked)

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {
            "pointer": f"#/sessions/{place}/id",
            "detail": f"Entry {first} of the list has the same id; each may occur once.",
        }
        for place, first in ((2, 0), (4, 1), (5, 0))
    ]


@pytest.mark.parametrize("text", ["\x00", "\U0001f980" * 200, "ı̇İß", "\u202e\u2066", '"\\</script>'])
async def test_any_text_is_taken_and_comes_back(api: ApiClient, text: str) -> None:
    asked = example("sessions") | {"use_llm": False}
    asked["user_profile"]["interests"] = [text]
    asked["sessions"][0] |= {"id": text, "tags": [text]}

    [match] = (await api.ask(SESSIONS, asked))["matches"]

    assert match["session_id"] == match["session"]["id"] == text
    assert f"Shared interests: {text}" in match["reasons"]
