"""Matching speakers for another system."""

from typing import Any

import pytest

from domain.matching.facts import SpeakerFacts, UserProfile
from tests.domain.matching.specification_speaker_loop import algorithmic_match_speakers
from tests.web.api.client import SPEAKERS, ApiClient, Json, example


async def test_the_specifications_own_request_is_answered_with_its_fields(api: ApiClient) -> None:
    asked = example("speakers") | {"use_llm": False}

    answer = await api.ask(SPEAKERS, asked)

    assert answer.pop("processing_time_ms") >= 0
    assert answer == {
        "matches": [
            {
                "speaker_id": "speaker_abc",
                "match_score": 45,
                "reasons": [
                    "Expert in: machine-learning",
                    "Offers mentorship - aligns with your goal",
                    "Same industry: Technology",
                ],
                "speaker": asked["speakers"][0],
            }
        ],
        "algorithm_used": "algorithmic",
    }


async def test_every_field_that_counts_reaches_the_algorithm(api: ApiClient) -> None:
    profile = {
        "interests": ["AI"],
        "goals": ["HIRE", "GET_MENTORED"],
        "skills_needed": ["Rust"],
        "industry": "Rail",
    }
    speakers: list[Json] = [
        {"id": "expert", "expertise": ["AI", "Rust"]},
        {"id": "mentor", "expertise": ["Rust"], "offerings": ["mentorship"]},
        {"id": "hire", "expertise": ["AI"], "role": "Engineer"},
        {"id": "colleague", "expertise": ["Rust"], "industry": "Rail"},
        {"id": "stranger"},
    ]

    answer = await api.ask(SPEAKERS, {"user_profile": profile, "speakers": speakers, "use_llm": False})

    expected = algorithmic_match_speakers(
        UserProfile(user_id="", **{name: as_fact(value) for name, value in profile.items()}),
        [SpeakerFacts(**{name: as_fact(value) for name, value in speaker.items()}) for speaker in speakers],
    )
    found = [(each["speaker_id"], each["match_score"], each["reasons"]) for each in answer["matches"]]
    assert found == [(each.speaker_id, each.match_score, each.reasons) for each in expected]
    assert {each for each, _, _ in found} == {"expert", "mentor", "hire", "colleague"}


def as_fact(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize("field", ["role", "offerings", "sessions", "expertise", "industry", "available_for_meetings"])
async def test_optional_fields_may_be_absent_null_or_empty(api: ApiClient, field: str) -> None:
    asked = example("speakers")
    speaker = asked["speakers"][0]
    speaker.pop(field, None)
    assert (await api.post(SPEAKERS, asked)).status_code == 200
    empty: list[Any] = [None, []] if field in ("offerings", "sessions", "expertise") else [None]
    for value in empty:
        speaker[field] = value
        assert (await api.post(SPEAKERS, asked)).status_code == 200


async def test_more_than_a_thousand_are_refused_and_an_id_that_occurs_twice_is_named(api: ApiClient) -> None:
    asked = example("speakers")
    asked["speakers"] = [{"id": f"speaker {number}"} for number in range(1_001)]
    too_many = await api.post(SPEAKERS, asked)
    asked["speakers"] = [{"id": "a"}, {"id": "a"}]
    twice = await api.post(SPEAKERS, asked)

    assert [too_many.status_code, twice.status_code] == [422, 422]
    assert too_many.json()["errors"][0]["pointer"] == "#/speakers"
    assert twice.json()["errors"][0]["pointer"] == "#/speakers/1/id"
