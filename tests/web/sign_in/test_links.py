"""Mailed sign-in links."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from domain.clock import utc_now
from domain.tables import Mail, SignInLink, WebSession
from tests.cast import Cast
from tests.web.visitor import Visitor


async def mailed_link(visitor: Visitor, email: str = "ada@demo.example") -> str:
    """Ask for a link and return the path in the letter."""
    await visitor.post("/sign-in", {"email": email})
    [mail] = await Mail.select(Mail.text)
    links: list[str] = re.findall(r"http\S+", mail["text"])
    return urlsplit(links[0]).path


async def test_opening_a_link_signs_nobody_in_and_does_not_use_it_up(visitor: Visitor, cast: Cast) -> None:
    path = await mailed_link(visitor)

    for _ in range(3):
        assert (await visitor.get(path)).status_code == 200
    assert visitor.session_token is None
    assert await WebSession.count() == 0


async def test_the_button_behind_a_link_signs_in_and_leads_to_the_start(visitor: Visitor, cast: Cast) -> None:
    answer = await visitor.post(await mailed_link(visitor))

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await visitor.get("/")).headers["location"] == "/events/harbour/for-you"


async def test_a_link_works_once(visit: Callable[[], Visitor], cast: Cast) -> None:
    path = await mailed_link(first := visit())
    await first.post(path)

    second = visit()
    for answer in (await second.get(path), await second.post(path)):
        assert answer.status_code == 410
        assert "This link has expired" in answer.text
        assert "Send me a new link" in answer.text
    assert second.session_token is None


async def test_of_two_who_press_the_button_at_the_same_time_one_is_signed_in(
    visit: Callable[[], Visitor], cast: Cast
) -> None:
    path = await mailed_link(visit())
    visitors = [visit(), visit()]
    for visitor in visitors:
        await visitor.token()

    answers = await asyncio.gather(*(visitor.post(path) for visitor in visitors))

    assert sorted(answer.status_code for answer in answers) == [303, 410]
    assert await WebSession.count() == 1


async def test_a_link_older_than_a_quarter_of_an_hour_is_refused(visitor: Visitor, cast: Cast) -> None:
    path = await mailed_link(visitor)
    await SignInLink.update({SignInLink.expires_at: utc_now() - timedelta(seconds=1)}, force=True)

    assert (await visitor.get(path)).status_code == 410
    assert (await visitor.post(path)).status_code == 410


async def test_a_made_up_link_is_answered_like_an_expired_one(visitor: Visitor, cast: Cast) -> None:
    for path in ("/sign-in/links/made-up", "/sign-in/links/%00", "/sign-in/links/" + "x" * 5000):
        assert (await visitor.get(path)).status_code == 410


async def test_the_token_of_a_link_is_nowhere_in_the_database_but_in_the_letter(visitor: Visitor, cast: Cast) -> None:
    token = (await mailed_link(visitor)).rpartition("/")[2]

    [link] = await SignInLink.select(SignInLink.token_hash)
    assert token.encode() not in link["token_hash"]
    assert len(link["token_hash"]) == 32
