"""What a profile may say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.profile_rules import clean_line, clean_text, find_problems, parse_terms, unique_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        (" , ;\n", ()),
        ("Rust", ("Rust",)),
        ("job queues, PostgreSQL;on-call\r\nRust", ("job queues", "PostgreSQL", "on-call", "Rust")),
        ("rust, Rust, RUST", ("rust",)),
        ("  wide \t blanks  ", ("wide blanks",)),
    ],
)
def test_terms_stand_between_commas_semicolons_and_line_ends(text: str, terms: tuple[str, ...]) -> None:
    assert parse_terms(text) == terms


def test_what_looks_the_same_is_the_same() -> None:
    assert unique_terms(["café", "cafe\u0301"]) == ("café",)
    assert clean_line("a\x00b\ud800") == "ab"
    assert clean_text("one\r\n\r\ntwo\x07 ") == "one\n\ntwo"
    assert clean_text("👩‍🚀") == "👩‍🚀"


@given(st.text())
def test_cleaned_text_can_be_stored_and_is_clean(text: str) -> None:
    cleaned = clean_text(text)
    assert "\x00" not in cleaned.encode("utf-8").decode()
    assert clean_text(cleaned) == cleaned


@given(st.lists(st.text()))
def test_unique_terms_are_unique_and_stay_so(terms: list[str]) -> None:
    found = unique_terms(terms)
    assert len({term.casefold() for term in found}) == len(found)
    assert unique_terms(found) == found


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("role", "x" * 121, "At most 120 characters; these are 121."),
        ("about", "x" * 2_001, "At most 2,000 characters; these are 2,001."),
        ("interests", tuple(f"term {n}" for n in range(31)), "At most 30; these are 31."),
        ("languages", ("x" * 61,), f"“{'x' * 30}…” is longer than 60 characters. Put commas between them."),
        ("goals", ("WIN",), "Choose from the goals listed."),
        ("preferred_difficulty", "expert", "Choose beginner, intermediate or advanced."),
    ],
)
def test_each_problem_is_a_sentence_at_its_field(field: str, value: str | tuple[str, ...], problem: str) -> None:
    assert find_problems({field: value}) == {field: problem}


def test_the_largest_profile_allowed_has_no_problem() -> None:
    largest: dict[str, str | tuple[str, ...]] = {
        "role": "x" * 120,
        "about": "x" * 2_000,
        "interests": tuple(f"{n:060}" for n in range(30)),
        "skills_needed": tuple(f"{n:060}" for n in range(20)),
        "goals": ("LEARN", "NETWORK", "HIRE", "GET_HIRED", "MENTOR", "GET_MENTORED"),
        "preferred_difficulty": "",
    }
    assert find_problems(largest) == {}
