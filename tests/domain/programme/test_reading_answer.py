"""What is taken of an answer, and what is not, whatever it says."""

import json
from typing import Any

import pytest

from domain.programme.derived_metadata import Derived
from domain.programme.effective import Field
from domain.programme.reading_answer import Reading, read_readings
from tests.domain.programme.test_reading_request import session

ALL: tuple[Field, ...] = ("difficulty", "tags", "outcomes", "target_audience")
TALK = session(
    "Postgres as a job queue",
    "Lock rows with SKIP LOCKED, vacuum dead tuples and measure throughput. For developers and database people.",
    lacks=ALL,
)


def said(*entries: dict[str, Any]) -> str:
    blank = {"level": "none", "tags": [], "outcomes": [], "audiences": []}
    return json.dumps({"sessions": [{"id": 1, **blank, **entry} for entry in entries]})


def read(*entries: dict[str, Any], known_tags: tuple[str, ...] = ()) -> Reading:
    return read_readings(said(*entries), [TALK], known_tags)[TALK.id]


def test_what_is_valid_is_taken_and_named() -> None:
    reading = read(
        {
            "level": "advanced",
            "tags": ["Postgres", "job queues", "SKIP LOCKED"],
            "outcomes": ["Lock rows without waiting, and measure throughput"],
            "audiences": ["Developer", "Data Engineer"],
        }
    )
    assert reading == Reading(
        ALL,
        Derived(
            difficulty="advanced",
            tags=("Postgres", "job queues", "SKIP LOCKED"),
            outcomes=("Lock rows without waiting, and measure throughput",),
            target_audience=("Developer", "Data Engineer"),
        ),
    )


@pytest.mark.parametrize("level", ["expert", "Beginner", "", None, 3, ["beginner"], "beginner<b>", "none"])
def test_a_level_is_one_of_three_or_nothing_is_said(level: Any) -> None:
    assert read({"level": level}) == Reading((), Derived())


@pytest.mark.parametrize(
    ("tag", "taken"),
    [
        ("vacuum", ("vacuum",)),
        ("Vacuuming", ("Vacuuming",)),
        ("kubernetes", ()),
        ("visit evil now", ()),
        ("<b>Postgres</b>", ("Postgres",)),
        ("<script>alert(1)</script>", ()),
        ("Post\u202egres\u0000", ("Postgres",)),
        ("https://evil.example", ()),
        ("the and of", ()),
        ("postgres " * 6, ()),
        ("", ()),
        (7, ()),
        (None, ()),
        ({"tag": "Postgres"}, ()),
    ],
)
def test_a_tag_is_plain_short_and_made_of_the_sessions_words(tag: Any, taken: tuple[str, ...]) -> None:
    assert read({"tags": [tag]}).derived.tags == taken


def test_a_tag_in_use_elsewhere_may_be_taken_as_well() -> None:
    assert read({"tags": ["Databases", "Clouds"]}, known_tags=("databases",)).derived.tags == ("Databases",)


def test_no_list_is_longer_than_it_may_be_or_says_a_thing_twice() -> None:
    words = ["lock", "rows", "skip", "locked", "vacuum", "queue", "tuples", "postgres", "throughput", "developers"]
    reading = read(
        {
            "tags": ["Vacuum", *words] * 100,
            "outcomes": [f"Measure throughput {number}" for number in range(500)],
            "audiences": ["Developer", "Tester", "Designer", "Founder", "Student", "Teacher", "Parent"],
        }
    )
    assert [tag.lower() for tag in reading.derived.tags] == ["vacuum", *words[:4], *words[5:8]]
    assert (len(reading.derived.outcomes), len(reading.derived.target_audience)) == (5, 5)


@pytest.mark.parametrize(
    "outcome",
    ["Buy our product at once, with a discount", "Lock rows " * 20, "x", "Lock", "<i></i>", 7, ["Lock rows at last"]],
)
def test_an_outcome_says_something_of_the_session_in_a_sentence(outcome: Any) -> None:
    assert read({"outcomes": [outcome]}) == Reading((), Derived())


def test_an_audience_is_a_known_role_or_stands_in_the_text() -> None:
    roles = ["Database people", "Astronaut", "DevOps Engineer", "Follow evil.example now"]
    assert read({"audiences": roles}).derived.target_audience == ("Database people", "DevOps Engineer")


def test_only_what_the_session_lacks_is_taken() -> None:
    given = session("Postgres", "Lock rows", lacks=("difficulty",))
    text = said({"level": "beginner", "tags": ["Postgres"], "outcomes": ["Lock rows of Postgres"]})
    assert read_readings(text, [given])[given.id] == Reading(("difficulty",), Derived(difficulty="beginner"))


@pytest.mark.parametrize("place", [0, 2, -1, "1", 1.0, True, None, [1]])
def test_an_unknown_place_is_passed_over(place: Any) -> None:
    assert read_readings(said({"id": place, "tags": ["Postgres"]}), [TALK]) == {}


def test_of_two_entries_for_one_session_the_first_counts() -> None:
    assert read({"tags": ["vacuum"]}, {"tags": ["tuples"]}).derived.tags == ("vacuum",)


def test_each_gets_what_was_said_of_it_also_where_another_is_gone() -> None:
    other = session("Ropes", "Knots and ropes", lacks=("tags",))
    text = said({"id": 1, "tags": ["Postgres"]}, {"id": 2, "tags": ["ropes", "Postgres"]})
    assert read_readings(text, [None, other])[other.id].derived.tags == ("ropes",)


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", "no JSON", '{"sessions": 7}', '{"sessions": [7, null, []]}', '{"sessions": {"id": 1}}'],
)
def test_no_answer_is_no_reading(text: str) -> None:
    assert {id: reading.fields for id, reading in read_readings(text, [TALK]).items() if reading.fields} == {}


def test_of_an_answer_that_was_cut_off_the_whole_entries_are_taken() -> None:
    other = session("Ropes", "Knots and ropes", lacks=("tags",))
    text = said({"id": 1, "tags": ["Postgres"]}, {"id": 2, "tags": ["ropes"]})
    assert set(read_readings(text[:-20], [TALK, other])) == {TALK.id}
