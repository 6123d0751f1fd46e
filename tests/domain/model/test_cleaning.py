import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.model.cleaning import clean, cut, without_contacts


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  two\n\tlines \u2028 here ", "two lines here"),
        ("ﬁne ＜tag＞", "fine <tag>"),
        ("‹a› ⟨b⟩ 〈c〉", "<a> <b> <c>"),
        ("a\u200bb\u2060c\ufeff\u00add", "abcd"),
        ("\u202edne\u202c", "dne"),
        ("x\U000e0041\U000e007fy", "xy"),
        ("a\ufe0f\U000e0100b\u2800\u3164", "ab"),
        ("\x00\x1b[31m", "[31m"),
        ("Z\u0351\u0351\u0351\u0351", "Z\u0351\u0351"),
        ("Tiếng Việt, עברית, हिन्दी, 日本語, C++ & R", "Tiếng Việt, עברית, हिन्दी, 日本語, C++ & R"),
    ],
)
def test_what_nobody_sees_is_taken_out_and_what_is_written_stays(written: str, plain: str) -> None:
    assert clean(written, 200) == plain


@given(st.text(), st.integers(5, 80))
@example("000000....", 8)
def test_a_clean_text_is_bounded_and_stays_as_it_is(text: str, longest: int) -> None:
    once = clean(text, longest)
    assert len(once) <= longest
    assert clean(once, longest) == once
    assert all(character.isprintable() for character in once)


def test_a_long_text_ends_at_a_word() -> None:
    assert cut("one two three four", 15) == "one two three…"
    assert cut("x" * 30, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    "contact",
    [
        "ada@demo.example",
        "https://ada.example/me",
        "www.ada.example",
        "+47 912 34 567",
        "(030) 123-456-78",
        "91234567",
        "@ada",
        "@ada@chaos.social",
        "linkedin.com/in/ada",
        "acme.com",
    ],
)
def test_addresses_and_numbers_of_telephones_are_taken_out(contact: str) -> None:
    left = without_contacts(f"reach {contact} now")
    assert contact not in left
    assert left.startswith("reach ")
    assert left.endswith(" now")


@pytest.mark.parametrize(
    "term",
    [
        "C++17 and C++20",
        "ISO 27001",
        "HTTP/2",
        "2024-2026",
        "user@ home",
        "PostgreSQL 18",
        "2024-11-23",
        "23.11.2024",
        "Node.js/Express",
        "ASP.NET",
        "10,000,000",
    ],
)
def test_terms_with_numbers_stay(term: str) -> None:
    assert without_contacts(term) == term
