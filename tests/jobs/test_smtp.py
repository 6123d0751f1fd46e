"""Letters over SMTP, to a server that really listens."""

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.mail.letter import Letter
from jobs.smtp import NotTaken, RefusedForGood, smtp_delivery
from tests.jobs.smtp_server import smtp_server

SENDER = "Hallway <hallway@conference.example>"
TEXT = "Hello Ada & Björk,\n\nopen this:\n\nhttps://hallway.example/sign-in/links/a_b-c\n\n<b>not bold</b>"


def letter(subject: str = "Your sign-in link") -> Letter:
    return Letter(uuid7(), "ada@demo.example", subject, TEXT, utc_now(), None)


async def test_a_letter_arrives_as_text_and_as_html() -> None:
    sent = letter()
    async with smtp_server() as server:
        kept = await smtp_delivery(server.url, SENDER)(sent)

    [message] = server.messages
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().strip() == TEXT
    assert '<a href="https://hallway.example/sign-in/links/a_b-c"' in html.get_content()
    assert "&lt;b&gt;not bold" in html.get_content()
    assert kept == ""


async def test_its_headers_say_who_to_whom_and_which_letter() -> None:
    sent = letter()
    async with smtp_server() as server:
        await smtp_delivery(server.url, SENDER)(sent)

    [message] = server.messages
    assert message["From"] == SENDER
    assert message["To"] == "ada@demo.example"
    assert message["Subject"] == "Your sign-in link"
    assert message["Message-ID"] == f"<{sent.id}@conference.example>"
    assert message["Auto-Submitted"] == "auto-generated"


async def test_a_mailbox_that_does_not_exist_is_given_up() -> None:
    async with smtp_server("550 5.1.1 no such mailbox") as server:
        with pytest.raises(RefusedForGood, match=r"for good: 550 5\.1\.1 no such mailbox"):
            await smtp_delivery(server.url, SENDER)(letter())


async def test_a_mailbox_that_is_full_just_now_is_tried_again() -> None:
    async with smtp_server("452 4.2.2 mailbox full") as server:
        with pytest.raises(NotTaken, match=r"not take the letter yet: 452 4\.2\.2 mailbox full"):
            await smtp_delivery(server.url, SENDER)(letter())


async def test_a_subject_cannot_add_headers() -> None:
    async with smtp_server() as server:
        with pytest.raises(ValueError, match=r"linefeed|newline|header"):
            await smtp_delivery(server.url, SENDER)(letter("Hello\r\nBcc: everybody@example.org"))
    assert server.messages == []
