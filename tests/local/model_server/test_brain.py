import json
from typing import Any

import pytest

from local.model_server.brain import say
from local.model_server.message_shapes import MessageParams, OutputConfig, OutputFormat, Turn
from tests.local.model_server.requests import PROMPT

ATTENDEE = (
    '<attendee-0011223344556677>\n{"interests":["graph databases"],"role":"Analyst"}\n</attendee-0011223344556677>'
)
SPEAKER = '<speaker-0011223344556677>\n{"expertise":["graph databases","SQL"]}\n</speaker-0011223344556677>'
TEXT = {"type": "string"}


def answer(prompt: str, **properties: Any) -> Any:
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    params = MessageParams("m", [Turn("user", prompt)], output_config=OutputConfig(OutputFormat("json_schema", schema)))
    return json.loads(say(params))


def listed(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object", "properties": properties}}


def test_as_many_are_chosen_as_are_asked_for_each_only_once() -> None:
    chosen = answer(PROMPT, matches=listed(id={"type": "integer"}, score={"type": "integer"}))["matches"]
    assert [match["id"] for match in chosen] == [2, 3]
    assert all(0 <= match["score"] <= 100 for match in chosen)


def test_pairs_of_quotations_are_word_for_word() -> None:
    pair = {"type": "object", "properties": {"yours": TEXT, "theirs": TEXT}}
    reasons = {"type": "array", "items": pair}
    [first, second] = answer(PROMPT, matches=listed(id={"type": "integer"}, reasons=reasons))["matches"]
    assert first["reasons"] == [{"yours": "machine learning", "theirs": "Machine learning that lasts"}]
    assert second["reasons"][0] == {"yours": "gardening", "theirs": "Gardening"}
    assert all(part in PROMPT for match in (first, second) for pair in match["reasons"] for part in pair.values())


def test_starters_are_three_and_about_what_both_share() -> None:
    starters = answer(f"{ATTENDEE}\n{SPEAKER}\nWrite.", starters={"type": "array", "items": TEXT})["starters"]
    assert len(set(starters)) == 3
    assert "graph databases" in starters[0]


def test_an_introduction_names_what_both_share() -> None:
    assert "graph databases" in answer(f"{ATTENDEE}\n{SPEAKER}", introduction=TEXT)["introduction"]


def test_what_is_wanted_of_a_session_is_told_by_the_fields_names() -> None:
    session = '<session-0011223344556677>\n{"id":7,"title":"Advanced query planning"}\n</session-0011223344556677>'
    levels = {"enum": ["beginner", "intermediate", "advanced"]}
    row = listed(id={"type": "integer"}, level=levels, tags={"type": "array", "items": TEXT})
    [derived] = answer(session, sessions=row)["sessions"]
    assert derived == {"id": 7, "level": "advanced", "tags": ["advanced", "query", "planning"]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ({"type": "boolean"}, True),
        ({"type": "null"}, None),
        ({"const": "x"}, "x"),
        ({"enum": [3]}, 3),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, 50),
        ({"type": "array", "items": {"type": "integer"}}, [50]),
    ],
)
def test_a_prompt_that_is_not_understood_is_answered_by_its_schema(field: dict[str, Any], value: Any) -> None:
    assert answer("What?", some=field) == {"some": value}


def test_braces_without_sense_are_no_data() -> None:
    assert answer("{{{[[[{]}", matches=listed(id={"type": "integer"})) == {"matches": []}


def test_the_same_question_gets_the_same_answer() -> None:
    assert len({say(MessageParams("m", [Turn("user", PROMPT)])) for _ in range(3)}) == 1


def test_without_a_number_every_one_is_answered_for_and_nothing_is_guessed() -> None:
    lines = "\n".join(f'{{"id":{number},"title":"Talk {number}","wanted":["level","tags"]}}' for number in range(1, 13))
    row = listed(
        id={"type": "integer"}, level={"enum": ["beginner", "none"]}, audiences={"type": "array", "items": TEXT}
    )
    prompt = f"<sessions-0011223344556677>\n{lines}\n</sessions-0011223344556677>\nAnswer with `sessions`."
    entries = answer(prompt, sessions=row)["sessions"]
    assert [entry["id"] for entry in entries] == list(range(1, 13))
    assert entries[0] == {"id": 1, "level": "none", "audiences": []}
