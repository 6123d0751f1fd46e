"""Dead letters by their error."""

import html
import re
from datetime import timedelta
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, User
from domain.work.enqueue import enqueue
from domain.work.works import GenerateEvent, SendMail
from tests.cast import Cast
from tests.queries import counted_queries
from tests.web.visitor import Visitor

PATH = "/admin/dead-letters"


@pytest.fixture
async def root(visitor: Visitor, cast: Cast) -> Visitor:
    await visitor.be(cast.root)
    return visitor


async def fail(error: str | None, state: str = "dead", said: str = "No <route>") -> UUID:
    job = await enqueue(SendMail(mail_id=uuid7()))
    await Job.update({"state": state, "fingerprint": error, "error": said, "attempts": 1}).where(Job.id == job)
    return job


async def test_failures_of_one_cause_stand_together_with_how_many_since_when_and_a_sample(
    root: Visitor, cast: Cast
) -> None:
    now = utc_now()
    for minutes in (30, 20, 10):
        job = await fail("f1", said=f"No <route> {minutes}")
        await Job.update({"finished_at": now - timedelta(minutes=minutes)}).where(Job.id == job)
    await fail("f1", "scheduled", "No <route> 25")
    await fail("f2", said="Other")

    page = (await root.get(PATH)).text

    assert re.findall(r'id="group-(\w+)"', page) == ["f1", "f2"]
    first = page.split('id="group-f1"')[1].split("</article>")[0]
    assert "3 dead" in first
    assert "1 to be tried again" in first
    assert "SendMail" in first
    assert f'datetime="{(now - timedelta(minutes=30)).isoformat()}"' in first
    assert "&lt;route&gt;" in first
    assert "4 jobs ran out of attempts, and 1 failed and will be tried again by itself." in page


async def test_a_group_leads_to_the_number_that_would_be_retried(root: Visitor, cast: Cast) -> None:
    await fail("f1")
    await fail("f1")
    await fail("f2")
    page = (await root.get(PATH)).text
    path = html.unescape(re.findall(r'href="([^"]*action=retry[^"]*error=f1)"', page)[0])
    assert "<h1>Retry: 2 jobs</h1>" in (await root.get(path)).text


async def test_who_may_only_look_sees_no_buttons(root: Visitor, cast: Cast) -> None:
    await fail("f1")
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    page = (await root.get(PATH)).text
    assert "1 dead" in page
    assert "action=" not in page.split('<main id="main">')[1]


async def test_what_waits_without_having_failed_is_no_dead_letter(root: Visitor, cast: Cast) -> None:
    await enqueue(GenerateEvent(event_id=cast.event))
    page = (await root.get(PATH)).text
    assert "<h2>No dead letters</h2>" in page


async def test_old_dead_letters_without_a_fingerprint_are_not_hidden(root: Visitor, cast: Cast) -> None:
    await fail(None)
    page = (await root.get(PATH)).text
    assert "from before errors were told apart" in page
    assert "action=retry" not in page


async def test_what_died_meanwhile_is_sent_to_an_open_page(root: Visitor, cast: Cast) -> None:
    live = "/admin/live?page=dead-letters&once=true"
    assert (await root.get("/admin/live?page=dead-letters&x=1")).status_code == 400
    await fail("f1")
    changed = (await root.get(live)).text
    assert 'id="groups" hx-swap-oob="outerMorph"' in changed
    assert "1 dead" in changed


async def test_the_number_of_queries_does_not_grow_with_the_errors(root: Visitor, cast: Cast) -> None:
    await fail("f1")
    with counted_queries() as few:
        await root.get(PATH)
    for number in range(8):
        await fail(f"e{number}")
    with counted_queries() as many:
        await root.get(PATH)
    assert len(many) == len(few) <= 4
