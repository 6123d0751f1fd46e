import pytest

from domain.programme.languages import language_codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("en", "en"),
        ("de, en", "de, en"),
        ("Deutsch/English", "de, en"),
        ("en-US", "en"),
        ("de-formal", "de"),
        ("en and en", "en"),
        ("Klingon", "klingon"),
        ("", None),
    ],
)
def test_languages_become_codes_where_they_are_known(text: str, codes: str | None) -> None:
    assert language_codes(text) == codes
