"""Filters, order and pages of the list of jobs."""

import html
import re
from datetime import timedelta

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.works import GenerateEvent, GenerateRecommendations, SendMail
from tests.cast import Cast
from tests.web.visitor import Visitor


async def listed(root: Visitor, path: str) -> list[str]:
    """The ids of the jobs of a page, in its order."""
    answer = await root.get(path)
    assert answer.status_code == 200
    return re.findall(r'<tr id="job-([0-9a-f-]+)"', answer.text)


def link(page: str, rel: str) -> str:
    """Where the page's link of a kind leads."""
    return html.unescape(re.findall(rf'href="([^"]+)" rel="{rel}"', page)[0])


async def test_jobs_are_found_by_id_by_event_by_person_and_by_address(root: Visitor, cast: Cast) -> None:
    hers = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    all_of_it = await enqueue(GenerateEvent(event_id=cast.event))
    letter = await enqueue(SendMail(mail_id=uuid7()))

    assert await listed(root, f"/admin/jobs?search={letter}") == [str(letter)]
    assert await listed(root, f"/admin/jobs?search={cast.event}") == [str(all_of_it), str(hers)]
    assert await listed(root, f"/admin/jobs?event={cast.event}") == [str(all_of_it), str(hers)]
    for query in (f"search={cast.ada}", f"person={cast.ada}", "person=ADA@demo.example", "search=ada@demo.example"):
        assert await listed(root, f"/admin/jobs?{query}") == [str(hers)]


async def test_a_text_is_searched_in_the_arguments(root: Visitor, cast: Cast) -> None:
    mail = uuid7()
    letter = await enqueue(SendMail(mail_id=mail))
    await enqueue(SendMail(mail_id=uuid7()))
    assert await listed(root, f"/admin/jobs?search={str(mail).upper()}") == [str(letter)]
    assert await listed(root, f"/admin/jobs?search={str(mail)[-12:]}") == [str(letter)]


async def test_an_address_of_nobody_is_said_so(root: Visitor, cast: Cast) -> None:
    await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    page = (await root.get("/admin/jobs?person=nobody@demo.example")).text
    assert "Nobody has the address or the id “nobody@demo.example”." in page
    assert "<tr id=" not in page


async def test_jobs_are_narrowed_by_their_error_and_its_words_are_shown(root: Visitor, cast: Cast) -> None:
    one, other = [await enqueue(SendMail(mail_id=uuid7())) for _ in range(2)]
    await Job.update({"state": "dead", "error": "No <route>", "fingerprint": "f1"}).where(Job.id == one)
    await Job.update({"state": "dead", "error": "Late", "fingerprint": "f2"}).where(Job.id == other)

    assert await listed(root, "/admin/jobs?tab=dead&error=f1") == [str(one)]
    page = (await root.get("/admin/jobs?tab=dead&error=f1")).text
    assert '<span class="mono t13">No &lt;route&gt;</span>' in page
    assert 'name="error" value="f1"' in page


async def test_jobs_are_narrowed_by_when_they_were_asked_for(root: Visitor, cast: Cast) -> None:
    job = await enqueue(SendMail(mail_id=uuid7()))
    now = utc_now()
    before, after = [f"{now + timedelta(hours=hours):%Y-%m-%dT%H:%M}" for hours in (-1, 1)]
    assert await listed(root, f"/admin/jobs?since={before}&until={after}") == [str(job)]
    assert await listed(root, f"/admin/jobs?since={after}") == []
    assert await listed(root, f"/admin/jobs?until={before}") == []
    assert await listed(root, "/admin/jobs?since=1969-12-31T23:59&until=9999-12-31T23:59") == [str(job)]
    assert await listed(root, "/admin/jobs?until=0001-01-01T00:00") == []
    east = f"{now + timedelta(hours=5, minutes=-30):%Y-%m-%dT%H:%M}%2B05:00"
    assert await listed(root, f"/admin/jobs?since={east}") == [str(job)], "an offset counts"


async def test_what_waits_is_sorted_by_priority_on_every_page_and_back(root: Visitor, cast: Cast) -> None:
    await enqueue_all([SendMail(mail_id=uuid7()) for _ in range(26)])
    urgent = await enqueue(SendMail(mail_id=uuid7()), Placement(priority=9))

    first = (await root.get("/admin/jobs?tab=waiting&sort=priority")).text
    assert first.index(str(urgent)) == first.index('<tr id="job-') + len('<tr id="job-')
    second = (await root.get(link(first, "next"))).text
    assert second.count("<tr id=") == 2
    again = await listed(root, link(second, "prev"))
    assert again == re.findall(r'<tr id="job-([0-9a-f-]+)"', first)


@pytest.mark.parametrize(
    "query",
    [
        "sort=random",
        "tab=succeeded&sort=priority",
        "event=x",
        "since=yesterday",
        "search=%00",
        "since=0001-01-01T00:00%2B05:00",
        f"search={'x' * 201}",
    ],
)
async def test_a_filter_that_cannot_be_is_refused(root: Visitor, query: str) -> None:
    answer = await root.get(f"/admin/jobs?{query}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


async def test_another_tab_keeps_the_filters_and_forgets_an_order_that_it_does_not_have(root: Visitor) -> None:
    page = (await root.get("/admin/jobs?tab=waiting&sort=priority&queue=bulk")).text
    assert 'href="/admin/jobs?tab=succeeded&amp;queue=bulk"' in page
