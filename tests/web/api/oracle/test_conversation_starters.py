"""Conversation starters for another system."""

import pytest

from tests.web.api.client import STARTERS, ApiClient, example


async def test_the_specifications_own_request_is_answered_with_its_fields(api: ApiClient) -> None:
    answer = await api.ask(STARTERS, example("starters"))

    assert answer.pop("processing_time_ms") >= 0
    assert answer == {
        "conversation_starters": [
            "I noticed we both share an interest in machine-learning. "
            "What's been your most impactful project in this area?",
            "I'm really looking forward to your session on ML Product Strategy. "
            "What's the key takeaway you hope attendees will leave with?",
            "What's been the most exciting development in machine-learning recently?",
        ],
        "generation_method": "template",
    }


async def test_of_strangers_there_are_three_all_the_same(api: ApiClient) -> None:
    answer = await api.ask(STARTERS, {"user_profile": {}, "speaker": {}})

    assert len(set(answer["conversation_starters"])) == 3


@pytest.mark.parametrize("field", ["user_profile", "speaker"])
async def test_both_people_are_wanted(api: ApiClient, field: str) -> None:
    asked = example("starters")
    del asked[field]

    answer = await api.post(STARTERS, asked)

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"pointer": "#", "detail": f"The field {field} is missing."}]
