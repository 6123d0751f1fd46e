import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.programme.plain_text import joined_texts, plain_line, plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One</p><p>two<br/>three</p>", "One\n\ntwo\nthree"),
        ("<ul><li>a</li>\n  <li>b &amp; c</li></ul>", "- a\n- b & c"),
        ("<p>Hello<script>alert(1)</script><style>p{}</style></p>", "Hello"),
        ('<a href="javascript:alert(1)" onclick="x()">Press</a>', "Press"),
        ("<img src=x onerror=alert(1)>Seen", "Seen"),
        ("&lt;p&gt;Escaped twice&lt;/p&gt;", "Escaped twice"),
        ("<h1>Plan</h1>Text<table><tr><td>1</td></tr></table>", "Plan\n\nText\n\n1"),
        ("Tea&nbsp;&amp; cake", "Tea & cake"),
        ("https://x.example/?a=1&copy=2 &#8211; &bogus;", "https://x.example/?a=1&copy=2 – &bogus;"),
        ("Why the <title> and <video> elements matter", "Why the <title> and <video> elements matter"),
        ("One <b>two</b> <title>three", "One two three"),
        ("if a < b and b > c: I <3 Vec<T>", "if a < b and b > c: I <3 Vec<T>"),
        ("One\r\n\r\n\r\n   two\n three  four", "One\n\ntwo\nthree four"),
        ("A **bold** [claim](https://claim.example) by <https://who.example>", "A bold claim (https://claim.example) by https://who.example"),
        ("# Plan\n* one\n• two\nf(**kwargs)", "Plan\n- one\n- two\nf(**kwargs)"),
        ("nul\x00 bell\x07 \u202eturned\u202c \ufeffmark \ud800", "nul bell turned mark"),
        ("line one<br>\nstays apart", "line one\n\nstays apart"),
        ("e\u0301", "é"),
        (None, ""),
    ],
)  # fmt: skip
def test_markup_becomes_paragraphs_and_lists(text: str | None, plain: str) -> None:
    assert plain_text(text) == plain


def test_a_line_is_one_line() -> None:
    assert (
        plain_line("# of **things** &amp; [more](https://x.example)") == "# of **things** & [more](https://x.example)"
    )
    assert plain_line(" Queues\n in <b>plain</b>\ttables ") == "Queues in plain tables"


def test_abstract_and_description_say_nothing_twice() -> None:
    assert joined_texts("<p>Short.</p>", "Longer.") == "Short.\n\nLonger."
    assert joined_texts("Short.", "<p>Short.</p><p>And more.</p>") == "Short.\n\nAnd more."
    assert joined_texts("One\n\ntwo", "One two") == "One two"
    assert joined_texts("All of it.", "of it") == "All of it."
    assert joined_texts(None, None) == ""


@given(st.text())
def test_any_text_can_be_stored_afterwards(text: str) -> None:
    plain = plain_text(text)
    plain.encode()
    assert "\x00" not in plain
    assert "<script" not in plain.lower()
