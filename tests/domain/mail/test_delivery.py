"""Delivering letters."""

import asyncio
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.mail.delivery import deliver_once
from domain.mail.letter import Letter
from domain.tables import Mail


class Postman:
    """Keeps what is handed over; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.delivered: list[Letter] = []
        self._failures = failures

    async def deliver(self, letter: Letter) -> str:
        await asyncio.sleep(0.01)
        if self._failures:
            self._failures -= 1
            raise ConnectionError("the post office is closed")
        self.delivered.append(letter)
        return ""


async def write() -> UUID:
    mail = Mail(recipient="ada@demo.example", subject="Your link", text="https://hallway.example/secret")
    await mail.save()
    return mail.id


async def test_a_letter_is_handed_over_as_it_was_written_and_emptied(database: None) -> None:
    mail_id, postman = await write(), Postman()

    assert await deliver_once(mail_id, postman.deliver, utc_now())

    [letter] = postman.delivered
    assert (letter.recipient, letter.text) == ("ada@demo.example", "https://hallway.example/secret")
    [row] = await Mail.select()
    assert row["sent_at"] is not None
    assert row["text"] == ""


async def test_a_job_that_runs_twice_sends_once(database: None) -> None:
    mail_id, postman = await write(), Postman()

    first = await deliver_once(mail_id, postman.deliver, utc_now())
    second = await deliver_once(mail_id, postman.deliver, utc_now())

    assert (first, second, len(postman.delivered)) == (True, False, 1)


async def test_two_workers_at_the_same_time_send_once(database: None) -> None:
    mail_id, postman = await write(), Postman()

    results = await asyncio.gather(*(deliver_once(mail_id, postman.deliver, utc_now()) for _ in range(3)))

    assert sorted(results) == [False, False, True]
    assert len(postman.delivered) == 1


async def test_a_letter_that_could_not_be_handed_over_waits_for_the_next_try(database: None) -> None:
    mail_id, postman = await write(), Postman(failures=1)

    with pytest.raises(ConnectionError):
        await deliver_once(mail_id, postman.deliver, utc_now())

    [row] = await Mail.select()
    assert (row["sent_at"], row["text"]) == (None, "https://hallway.example/secret")
    assert await deliver_once(mail_id, postman.deliver, utc_now())


async def test_a_letter_that_is_gone_is_nothing_to_send(database: None) -> None:
    postman = Postman()

    assert not await deliver_once(uuid7(), postman.deliver, utc_now())
    assert postman.delivered == []
