import json

import pytest

from domain.model.answers import Choice, Quotes, read_choices, read_items, read_texts


def test_fields_that_nobody_asked_for_are_passed_over() -> None:
    text = json.dumps(
        {"note": 1, "matches": [{"id": 2, "score": 7, "reasons": [{"yours": "a", "theirs": "b", "c": 1}]}]}
    )
    assert read_choices(text, "matches", 3) == [Choice(2, 7, (Quotes("a", "b"),))]


@pytest.mark.parametrize("text", ["", "null", "[]", '{"matches":null}', '{"matches":{}}', '{"other":[1]}', "{", "\x00"])
def test_an_answer_without_entries_has_none(text: str) -> None:
    assert read_choices(text, "matches", 3) == []


@pytest.mark.parametrize("entry", [1, "1", None, [], {}, {"id": 1}, {"score": 5}, {"id": [1], "score": 5}])
def test_an_entry_of_another_kind_is_dropped(entry: object) -> None:
    good = {"id": 1, "score": 5, "reasons": []}
    assert read_choices(json.dumps({"matches": [entry, good]}), "matches", 3) == [Choice(1, 5, ())]


def test_an_answer_may_break_off_at_any_character() -> None:
    whole = json.dumps({"matches": [{"id": n, "score": n, "reasons": []} for n in range(1, 6)]})
    counts = [len(read_choices(whole[:end], "matches", 9)) for end in range(len(whole) + 1)]
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2, 3, 4, 5}


def test_texts_are_read_from_a_list_or_alone_and_none_twice() -> None:
    assert read_texts('{"starters":["a","b","a",7,null]}', "starters") == ["a", "b"]
    assert read_texts('{"introduction":"a"}', "introduction") == ["a"]
    assert read_texts('{"starters":["a","b', "starters") == ["a"]


def test_no_more_is_read_than_anybody_needs() -> None:
    assert len(read_items(json.dumps({"matches": [1] * 5_000}), "matches")) == 200
    [choice] = read_choices(
        json.dumps({"matches": [{"id": 1, "score": 1, "reasons": [{"yours": "a" * 900, "theirs": "b"}] * 50}]}),
        "matches",
        1,
    )
    assert (len(choice.reasons), len(choice.reasons[0].yours)) == (8, 400)
