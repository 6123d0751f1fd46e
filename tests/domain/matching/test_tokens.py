"""Words of a text in any script."""

import pytest

from domain.matching.tokens import fold, parts, phrases, spoken, tokens


def terms_in(text: str, is_listed: bool = False) -> list[str]:
    return [token.word for token in tokens(text, is_listed=is_listed) if token.is_term]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Machine-Learning", ["machine", "learning"]),
        ("machine_learning", ["machine", "learning"]),
        ("C/C++, C# and C++20.", ["c", "c++", "c#", "c++", "20"]),
        ("(.NET) ASP.NET Node.js", [".net", "asp.net", "node.js"]),
        ("Fast I/O in R&D", ["fast", "i/o", "r&d"]),
        ("AI, CI/CD", ["ai", "ci", "cd"]),
        ("Rust's naïve Straße, l'école", ["rust", "naive", "strasse", "ecole"]),
        ("ﬁne Ｗｉｄｅ İstanbul", ["fine", "wide", "istanbul"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("機械学習とRust", ["機械", "械学", "学習", "習と", "rust"]),
        ("한", ["한"]),
        ("", []),
        ("… — !?", []),
    ],
)
def test_texts_fall_into_terms(text: str, terms: list[str]) -> None:
    assert terms_in(text) == terms


@pytest.mark.parametrize(
    "text", ["the", "of and to", "und oder nicht", "le la les", "el de los", "het een van", "il che"]
)
def test_function_words_are_no_terms_even_when_listed(text: str) -> None:
    assert terms_in(text, is_listed=True) == []


@pytest.mark.parametrize(
    ("prose", "terms"),
    [
        ("services in Go", ["services", "go"]),
        ("they go on. Go home", ["home"]),
        ("statistics with R", ["statistics", "r"]),
        ("a d-dimensional r", ["dimensional"]),
        ("it is for IT", ["it"]),
        ("we can read CAN", ["read", "can"]),
    ],
)
def test_names_that_look_like_words_count_where_they_are_spelled_as_names(prose: str, terms: list[str]) -> None:
    assert terms_in(prose) == terms


@pytest.mark.parametrize("name", ["go", "Go", "r", "R", "it", "C"])
def test_a_listed_short_word_is_a_name(name: str) -> None:
    assert terms_in(name, is_listed=True) == [name.lower()]


def test_phrases_hold_the_stop_words_between_and_end_at_punctuation() -> None:
    found = tokens("The internet of bees, machine learning. Models in the cloud")
    assert list(phrases(found)) == ["internet of bees", "machine learning", "models in the cloud"]


def test_dotted_words_have_parts() -> None:
    assert list(parts(tokens("Node.js here.Then v2.0 .NET"))) == ["node", "js", "v2"]


def test_spoken_words_find_phrases_but_not_across_sentences_nor_verbs() -> None:
    said = spoken(tokens("Learn machine. Learning Rust; we go"))
    assert " learning rust " in said
    assert " machine learning " not in said
    assert " go " not in said


def test_folding_keeps_marks_that_are_letters_of_their_script() -> None:
    assert fold("が") == "が"
    assert fold("Šárka É") == "sarka e"


def test_a_lone_accent_is_no_word() -> None:
    assert not any(token.is_term for token in tokens("¸ `", is_listed=True))
