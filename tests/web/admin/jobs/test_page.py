"""The page of jobs: for administrators, exact, and quiet while nothing changes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, User, Worker
from domain.work.enqueue import enqueue, enqueue_all
from domain.work.works import GenerateEvent, GenerateRecommendations, SendMail
from tests.cast import Cast
from tests.queries import counted_queries
from tests.web.visitor import Visitor


async def set_state(job: UUID, state: str, **fields: Any) -> None:
    changed: dict[Any, Any] = {"state": state, **fields}
    await Job.update(changed).where(Job.id == job)


@pytest.mark.parametrize("path", ["/admin/jobs", f"/admin/jobs/{UUID(int=7)}"])
async def test_only_administrators_may_look(visitor: Visitor, cast: Cast, path: str) -> None:
    assert (await visitor.get(path)).headers["location"] == "/sign-in"
    for person in (cast.ada, cast.omar, cast.mallory):
        await visitor.be(person)
        assert (await visitor.get(path)).status_code == 403
    await User.update({User.admin: "read"}).where(User.id == cast.omar)
    await visitor.be(cast.omar)
    assert (await visitor.get(path)).status_code in (200, 404)


async def test_a_job_is_listed_with_for_whom_its_state_and_its_attempts(root: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    await set_state(job, "dead", attempts=5, error="ValueError: <no> such colour", finished_at=utc_now())

    page = (await root.get("/admin/jobs?tab=dead")).text

    assert f'href="/admin/jobs/{job}">GenerateRecommendations</a>' in page
    assert 'Ada Björkqvist<span class="sub">Harbour Conf</span>' in page
    assert "ValueError: &lt;no&gt; such colour" in page
    assert "5 of 5" in page
    assert 'class="bad" aria-current="page">Dead <span class="n">1</span>' in page


async def test_progress_is_a_bar_with_its_numbers(root: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateEvent(event_id=cast.event))
    await set_state(job, "running", progress_done=30, progress_total=120, started_at=utc_now())
    page = (await root.get("/admin/jobs?tab=running")).text
    assert "--v:25" in page
    assert "30 of 120" in page


async def test_tabs_filters_and_pages_keep_each_other(root: Visitor, cast: Cast) -> None:
    await enqueue_all([SendMail(mail_id=uuid7()) for _ in range(30)])
    await enqueue(GenerateEvent(event_id=cast.event))

    first = (await root.get("/admin/jobs?tab=waiting&queue=notifications")).text
    assert first.count("<tr id=") == 25
    assert "GenerateEvent</a>" not in first
    older = first.split('rel="next"')[0].split('href="')[-1].split('"')[0].replace("&amp;", "&")
    assert "tab=waiting" in older
    assert "queue=notifications" in older

    second = (await root.get(older)).text
    assert second.count(">SendMail</a>") == 5
    assert ">First page<" in second
    assert 'rel="next"' not in second


async def test_vitals_say_what_is_late_dead_and_silent(root: Visitor, cast: Cast) -> None:
    late = await enqueue(SendMail(mail_id=uuid7()))
    await set_state(late, "scheduled", due_at=utc_now() - timedelta(minutes=7))
    dead = await enqueue(SendMail(mail_id=uuid7()))
    await set_state(dead, "dead", finished_at=utc_now())
    for host, seconds in (("fjord", 1), ("holm", 60)):
        await (
            Worker(queues=["bulk"], host=host, pid=1, version="1", heartbeat_at=utc_now() - timedelta(seconds=seconds))
            .save()
            .run()
        )

    page = (await root.get("/admin/jobs")).text

    assert '<div class="warn"><dt>Oldest waiting</dt><dd>7 min' in page
    assert '<div class="bad only-table"><dt>Dead letters</dt><dd>1</dd>' in page
    assert '<div class="bad"><dt>Workers</dt><dd>1 of 2</dd>' in page
    assert "silent for 1 min" in page


async def test_the_number_of_queries_does_not_grow_with_the_jobs(root: Visitor, cast: Cast) -> None:
    await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    with counted_queries() as few:
        await root.get("/admin/jobs")
    await enqueue_all([GenerateRecommendations(user_id=uuid7(), event_id=cast.event) for _ in range(40)])
    with counted_queries() as many:
        await root.get("/admin/jobs")
    assert len(many) == len(few) <= 10


@pytest.mark.parametrize(
    "query", ["tab=burning", "before=yesterday", "before=123", "state=dead", "queue=bogus", "name=Bogus"]
)
async def test_a_query_that_means_nothing_is_refused_with_a_page(root: Visitor, query: str) -> None:
    answer = await root.get(f"/admin/jobs?{query}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


async def test_an_unknown_filter_is_told_what_there_is(root: Visitor) -> None:
    assert "there are bulk, interactive, notifications." in (await root.get("/admin/jobs?queue=%00%27")).text
    assert "GenerateRecommendations" in (await root.get("/admin/jobs?name=x")).text
    assert (await root.get("/admin/jobs?queue=notifications&name=")).status_code == 200
