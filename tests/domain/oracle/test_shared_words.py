"""Texts in the order of what they share with a person."""

from domain.matching.facts import UserProfile
from domain.oracle.shared_words import by_shared_words

ADA = UserProfile(user_id="ada", interests=("machine-learning",), skills_needed=("Rust",), role="Engineer")


def test_more_words_and_rarer_ones_come_first_whatever_their_case() -> None:
    texts = ["learning to knit", "Learning machines", "RUST", "machine learning", "knitting", "Learning by doing"]

    assert by_shared_words(ADA, texts) == [3, 2, 0, 1, 5, 4]


def test_whoever_wrote_nothing_gets_them_as_they_came() -> None:
    assert by_shared_words(UserProfile(user_id="nobody"), ["b", "a", "c"]) == [0, 1, 2]


def test_a_word_that_is_part_of_another_is_not_shared() -> None:
    assert by_shared_words(ADA, ["Trust", "rust"]) == [1, 0]
