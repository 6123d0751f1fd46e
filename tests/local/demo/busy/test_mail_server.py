"""The mail server of the busy demo: who is refused, how, and how often."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from pydantic.networks import AnyUrl

from domain.clock import utc_now
from domain.ids import uuid7
from domain.mail.delivery import Deliver
from domain.mail.letter import Letter
from jobs.smtp import NotTaken, RefusedForGood, smtp_delivery
from local.demo.busy.mail_server import MailServer


@pytest.fixture
async def deliver() -> AsyncIterator[Deliver]:
    server = await asyncio.start_server(MailServer(silence_seconds=0.5).serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield smtp_delivery(AnyUrl(f"smtp://127.0.0.1:{port}"), "Hallway <hallway@localhost>")


def letter(domain: str) -> Letter:
    return Letter(uuid7(), f"nora@{domain}.example", "Your link", "Hello", utc_now(), None)


async def test_most_letters_are_taken(deliver: Deliver) -> None:
    assert await deliver(letter("taken")) == ""


async def test_a_mailbox_that_is_gone_stays_gone(deliver: Deliver) -> None:
    for _ in range(2):
        with pytest.raises(RefusedForGood, match="no such mailbox"):
            await deliver(letter("gone"))


async def test_one_that_was_late_is_there_at_the_second_look(deliver: Deliver) -> None:
    with pytest.raises(RefusedForGood):
        await deliver(letter("late"))
    assert await deliver(letter("late")) == ""


@pytest.mark.parametrize("domain", ["full", "away", "slow"])
async def test_what_may_pass_is_refused_for_now(deliver: Deliver, domain: str) -> None:
    with pytest.raises(NotTaken):
        await deliver(letter(domain))


async def test_spam_is_refused_once_it_was_read(deliver: Deliver) -> None:
    with pytest.raises(RefusedForGood, match="unwanted"):
        await deliver(letter("spam"))


async def test_a_silent_one_says_nothing(deliver: Deliver) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await deliver(letter("silent"))
