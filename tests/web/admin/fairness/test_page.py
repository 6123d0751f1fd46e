"""The page of fairness: each event's part of what waits and what was served, and who is behind."""

from datetime import timedelta

import pytest

from domain.clock import utc_now
from domain.tables import Job
from tests.cast import Cast, make_event
from tests.domain.work.attempts import make_attempts
from tests.queries import counted_queries
from tests.web.visitor import Visitor


async def test_nothing_to_share_is_said(root: Visitor) -> None:
    assert "No event has work, and none was served in this time." in (await root.get("/admin/fairness")).text


async def test_each_event_has_its_part(root: Visitor, cast: Cast) -> None:
    due = utc_now() - timedelta(seconds=90)
    for event, many in ((cast.event, 3), (await make_event("third", "Third Conf"), 1)):
        for _ in range(many):
            await Job(name="X", queue="bulk", event_id=event, due_at=due).save().run()
    page = (await root.get("/admin/fairness?period=day")).text
    assert page.index("Harbour Conf") < page.index("Third Conf")
    assert "--v:75" in page
    assert "1 min 30" in page
    assert "Behind" not in page


async def test_who_waits_much_longer_than_the_others_is_first_and_said(root: Visitor, cast: Cast) -> None:
    now = utc_now()
    ends = [now - timedelta(seconds=number) for number in range(1, 11)]
    await make_attempts(ends, event=cast.event, waited=timedelta(seconds=1))
    slow = await make_event("slow", "Slow Conf")
    await make_attempts(ends[:6], event=slow, waited=timedelta(seconds=40))
    page = (await root.get("/admin/fairness")).text
    assert "Slow Conf waits more than 3 times as long as the others." in page
    assert page.index(">Slow Conf</a>") < page.index(">Harbour Conf</a>")


@pytest.mark.parametrize(("failed", "is_said"), [(1, True), (0, False)])
async def test_who_fails_often_is_told_by_colour(root: Visitor, cast: Cast, failed: int, is_said: bool) -> None:
    now = utc_now()
    ends = [now - timedelta(seconds=number) for number in range(1, 10)]
    await make_attempts(ends, event=cast.event)
    await make_attempts([now] * failed, event=cast.event, outcome="dead")
    assert ('<b class="bad-ink">10%</b>' in (await root.get("/admin/fairness")).text) == is_said


@pytest.mark.parametrize("query", ["period=year", "event=x"])
async def test_a_query_that_means_nothing_is_refused(root: Visitor, query: str) -> None:
    assert (await root.get(f"/admin/fairness?{query}")).status_code == 400


@pytest.mark.parametrize("page", ["fairness&period=day", "workers", "schedules"])
async def test_the_page_lives(root: Visitor, cast: Cast, page: str) -> None:
    first = await root.get(f"/admin/live?page={page}&once=true")
    assert first.status_code == 200
    seen = first.text.split('data-seen="')[1].split('"')[0]
    again = await root.get(f"/admin/live?page={page}&once=true", headers={"Last-Event-ID": seen})
    assert again.status_code == 204


async def test_the_number_of_queries_is_bounded(root: Visitor, cast: Cast) -> None:
    await make_attempts([utc_now() - timedelta(seconds=3)] * 5, event=cast.event)
    with counted_queries() as seen:
        await root.get("/admin/fairness")
    assert len(seen) <= 5
