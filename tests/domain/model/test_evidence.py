import pytest
from msgspec.structs import replace

from domain.model.answers import Quotes
from domain.model.evidence import true_reasons
from domain.model.records import session_record
from tests.domain.model.pairs import ADA, SESSIONS

QUEUES, NETS, _, CPP = map(session_record, SESSIONS)


def reasons(yours: str, theirs: str, record: object = QUEUES) -> tuple[str, ...]:
    return true_reasons(ADA, record, [Quotes(yours, theirs)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("yours", "theirs", "sentence"),
    [
        ("PostgreSQL", "queues in postgresql", "Your interest PostgreSQL: “Queues in PostgreSQL”"),
        ("postgresql", "PostgreSQL", "Mentions your interest PostgreSQL"),
        ("OBSERVABILITY", "observability", "Mentions observability, a skill you need"),
        ("learn", "job queue", "Your goal to learn: “job queue”"),
        ("GET_MENTORED", "SKIP LOCKED", "Your goal to find a mentor: “SKIP LOCKED”"),
        ("Platform engineer", "Platform engineer", "Mentions your role, Platform engineer"),
        ("Shipping", "Postgres as your job queue", "Your industry, Shipping: “Postgres as your job queue”"),
        ("data analysis", "queues", "You know data analysis: “queues”"),
        ("learning", "SKIP LOCKED", "Your interest machine learning: “SKIP LOCKED”"),
        ("PostgreSQL", "Queues, in: PostgreSQL with", "Your interest PostgreSQL: “Queues in PostgreSQL, with”"),
    ],
)
def test_what_is_found_on_both_sides_is_said_in_the_words_that_were_sent(
    yours: str, theirs: str, sentence: str
) -> None:
    assert reasons(yours, theirs) == (sentence,)


@pytest.mark.parametrize(
    ("yours", "theirs"),
    [
        ("blockchain", "queues"),  # not of the person
        ("PostgreSQL", "blockchain"),  # not of the session
        ("PostgreSQL", "queues with PostgreSQL in"),  # not in this order
        ("PostgreSQL", "queue observability"),  # not side by side
        ("Postgre", "queues"),  # not a word
        ("PostgreSQL", "ostgres"),
        ("PostgreSQL", "and with"),  # nothing but stop words
        ("", "queues"),
        ("PostgreSQL", ""),
        ("…", "!!!"),
        ("PostgreSQL machine learning", "queues"),  # two entries at once
    ],
)
def test_what_is_not_found_is_no_reason(yours: str, theirs: str) -> None:
    assert reasons(yours, theirs) == ()


def test_names_with_signs_are_whole_words() -> None:
    assert reasons("C++", "C++ without fear", CPP) == ("Your interest C++: “C++ without fear”",)


def test_scripts_without_blanks_can_be_quoted_in_part() -> None:
    profile, record = replace(ADA, interests=("機械学習",)), {"title": "東京で機械学習を始める"}
    assert true_reasons(profile, record, [Quotes("機械学習", "機械学習")]) == ("Mentions your interest 機械学習",)


def test_a_passage_that_is_no_plain_text_is_not_shown() -> None:
    record = {"about": "See https://evil.example/queues or <b>queues</b> now"}
    assert true_reasons(ADA, record, [Quotes("PostgreSQL", "https://evil.example/queues")]) == ()
    assert true_reasons(ADA, record, [Quotes("PostgreSQL", "b queues b now")]) == ()


def test_at_most_three_and_each_once() -> None:
    words = ["queues", "queues", "job queue", "SKIP LOCKED", "observability"]
    assert len(true_reasons(ADA, QUEUES, [Quotes("PostgreSQL", word) for word in words])) == 3
