"""Dead letters by their error."""

import html
import re
import time
from datetime import timedelta
from uuid import UUID

from litestar import Litestar

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, User
from domain.work.ending import ended_by
from domain.work.enqueue import enqueue
from domain.work.outcomes import GiveUp
from domain.work.works import GenerateEvent, SendMail
from tests.cast import Cast
from tests.domain.work import ledger
from tests.queries import counted_queries
from tests.web.admin.live.listener import Listener
from tests.web.visitor import Visitor

PATH = "/admin/dead-letters"


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
    assert "1 to retry" in first
    assert "SendMail" in first
    assert f'datetime="{(now - timedelta(minutes=30)).isoformat()}"' in first
    assert "&lt;route&gt;" in first
    assert "4 jobs ran out of attempts, and 1 failed and will be tried again by itself." in page


async def test_a_group_leads_to_the_number_that_would_be_replayed(root: Visitor, cast: Cast) -> None:
    await fail("f1")
    await fail("f1")
    await fail("f2")
    page = (await root.get(PATH)).text
    path = html.unescape(re.findall(r'href="([^"]*action=retry[^"]*error=f1)"', page)[0])
    assert "<h1>Replay: 2 jobs</h1>" in (await root.get(path)).text


async def test_who_may_only_look_sees_no_buttons(root: Visitor, cast: Cast) -> None:
    await fail("f1")
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    page = (await root.get(PATH)).text
    assert "1 dead" in page
    assert "confirmation?action=" not in page


async def test_what_waits_without_having_failed_is_no_dead_letter(root: Visitor, cast: Cast) -> None:
    await enqueue(GenerateEvent(event_id=cast.event))
    page = (await root.get(PATH)).text
    assert "<h2>No dead letters</h2>" in page


async def test_old_dead_letters_without_a_fingerprint_are_not_hidden(root: Visitor, cast: Cast) -> None:
    await fail(None)
    page = (await root.get(PATH)).text
    assert "from before errors were told apart" in page
    assert "action=retry&amp;all=yes&amp;tab=dead&amp;error" not in page
    assert 'confirmation?action=retry&amp;all=yes&amp;tab=dead">' in page


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


async def test_a_search_among_dead_letters_leads_to_their_list(root: Visitor, cast: Cast) -> None:
    page = (await root.get(PATH)).text
    form = page.split('aria-label="Dead letters"')[1].split("</form>")[0]
    assert 'name="tab" value="dead"' in form
    assert (await root.get("/admin/jobs?tab=dead&search=x")).status_code == 200


async def test_a_job_that_dies_is_on_an_open_page_within_five_seconds(root: Visitor, site: Litestar) -> None:
    for _ in range(3):
        await fail("f0", said="Another")
    seen = (await root.get(PATH)).text.split('data-seen="')[1].split('"')[0]
    async with Listener(site, "/admin/live?page=dead-letters", dict(root.client.cookies), seen) as stream:
        await stream.taken.get()
        job = await ledger.new_job()
        held = await ledger.hold(job)
        died_at = time.monotonic()
        await ledger.end(held, ended_by(GiveUp("No route today"), 1, 5))
        message = await stream.next_page()
        assert time.monotonic() - died_at < 5
    assert "No route today" in message
    assert f'href="/admin/jobs/{job}"' in message


async def test_addresses_and_tokens_in_errors_stay_masked_everywhere(root: Visitor, cast: Cast) -> None:
    said = "No mailbox for nobody@else.example, token=abc123def456"
    job = await fail("f1", said=said)
    paths = (
        PATH,
        "/admin/live?page=dead-letters&once=true",
        "/admin/jobs",
        "/admin/jobs?tab=dead&error=f1",
        "/admin/live?page=jobs&tab=dead&once=true",
        "/admin/jobs/confirmation?action=retry&all=yes&tab=dead",
        f"/admin/jobs/confirmation?action=retry&job={job}",
        f"/admin/jobs/{job}",
        f"/admin/jobs/{job}/repeats/new",
        "/admin/schedules",
        "/admin/workers",
        "/admin/audit",
    )
    for path in paths:
        answer = await root.get(path)
        assert answer.status_code == 200
        assert "nobody@else" not in answer.text, path
        assert "abc123def456" not in answer.text, path
    assert "No mailbox for" in (await root.get(PATH)).text
