"""The page of one job."""

import html
import re
from datetime import timedelta
from uuid import UUID

import pytest

from domain.audit.entries import Actor
from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, JobAttempt
from domain.work.by_hand.actions import cancel_jobs, retry_jobs
from domain.work.by_hand.choice import Picked
from domain.work.enqueue import Placement, enqueue
from domain.work.works import GenerateEvent, GenerateRecommendations
from tests.cast import Cast
from tests.web.visitor import Visitor

TRACEBACK = """Traceback (most recent call last):
  File "/x/domain/paint.py", line 1, in paint
    raise ValueError("no <such> colour")
ValueError: no <such> colour
"""


async def test_a_dead_job_shows_why_its_life_its_arguments_and_its_family(root: Visitor, cast: Cast) -> None:
    parent = await enqueue(GenerateEvent(event_id=cast.event))
    job = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event), Placement(parent_id=parent))
    now = utc_now()
    for number, outcome in enumerate(("retried", "crashed", "dead"), start=1):
        await (
            JobAttempt(
                job_id=job,
                dispatch_no=number,
                outcome=outcome,
                started_at=now + timedelta(seconds=10 * number),
                finished_at=now + timedelta(seconds=10 * number + 4),
                error_class=None if outcome == "crashed" else "ValueError",
                error_message="no <such> colour",
                traceback=None if outcome == "crashed" else TRACEBACK,
            )
            .save()
            .run()
        )
    await Job.update(
        {"state": "dead", "attempts": 3, "error": "no <such> colour", "finished_at": now + timedelta(seconds=34)}
    ).where(Job.id == job)

    page = (await root.get(f"/admin/jobs/{job}")).text

    assert "<b>Run 1 failed, tried again</b> ValueError, on an unknown worker after 4.0 s" in page
    assert "<b>Run 2 lost: its worker died</b>" in page
    assert '<li class="bad end">' in page
    assert "3 runs to scale" in page
    assert "<b>ValueError: no &lt;such&gt; colour</b>" in page
    assert f'<i>"user_id"</i>: &#34;{cast.ada}&#34;,' in page
    assert "<dt>User</dt><dd>Ada Björkqvist</dd>" in page
    assert f'href="/admin/jobs/{parent}"' in page
    assert "0 of 1 children succeeded" in (await root.get(f"/admin/jobs/{parent}")).text


async def test_a_job_says_who_asked_for_it(root: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateEvent(event_id=cast.event))
    other = uuid7()
    for origin, words in (
        (f"person:{cast.omar}", "by Omar Haddad"),
        (f"person:{uuid7()}", "by somebody who is gone"),
        ("schedule:prune_jobs", "by the schedule prune_jobs"),
        (f"job:{other}", "by another job"),
        ("command", "by a command"),
    ):
        await Job.update({"origin": origin}).where(Job.id == job)
        page = (await root.get(f"/admin/jobs/{job}")).text
        assert f"<b>Enqueued</b> {words}, in queue bulk" in page
        assert (f'href="/admin/jobs/{other}">by another job</a>' in page) == origin.startswith("job:")


async def test_a_repeated_job_and_its_repeats_lead_to_each_other(root: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateEvent(event_id=cast.event))
    await Job.update({"state": "dead", "fingerprint": "f1", "error": "No"}).where(Job.id == job)
    again = await enqueue(GenerateEvent(event_id=cast.event))
    await Job.update({"replayed_from": job}).where(Job.id == again)

    old, new = [(await root.get(f"/admin/jobs/{each}")).text for each in (job, again)]

    assert f'href="/admin/jobs/{again}"' in old
    assert "repeats this job; waiting" in old
    assert 'href="/admin/jobs?error=f1">All with this error</a>' in old
    assert f'href="/admin/jobs/{job}"' in new
    assert "this job repeats it; dead" in new


async def test_only_the_regions_of_an_open_page_that_changed_are_sent(root: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateEvent(event_id=cast.event))
    page = (await root.get(f"/admin/jobs/{job}")).text
    live = html.unescape(page.split('data-live="')[1].split('"')[0]) + "&once=true"
    seen = {"Last-Event-ID": page.split('data-seen="')[1].split('"')[0]}
    assert (await root.get(live, headers=seen)).status_code == 204

    await Job.update({"state": "running", "progress_done": 1, "progress_total": 4, "started_at": utc_now()}).where(
        Job.id == job
    )
    changed = (await root.get(live, headers=seen)).text
    assert re.findall(r'id="(job-[a-z]+)" ?[^>]*hx-swap-oob', changed) == ["job-head", "job-life"]
    assert "1 of 4" in changed


async def test_who_looks_at_a_job_while_it_is_deleted_is_told_so(root: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateEvent(event_id=cast.event))
    await Job.delete().where(Job.id == job)
    changed = (await root.get(f"/admin/live?page=job&job={job}&once=true")).text
    assert "This job was deleted." in changed
    seen = {"Last-Event-ID": changed.split('data-seen="')[1].split('"')[0]}
    assert (await root.get(f"/admin/live?page=job&job={job}&once=true", headers=seen)).status_code == 204


@pytest.mark.parametrize("query", ["", "&job=x", f"&job={UUID(int=7)}&tab=dead"])
async def test_an_open_page_of_a_job_is_of_one_job(root: Visitor, query: str) -> None:
    assert (await root.get(f"/admin/live?page=job&once=true{query}")).status_code == 400


@pytest.mark.parametrize("job", [UUID(int=7), "not-an-id"])
async def test_a_job_that_is_not_there_is_not_found(root: Visitor, job: object) -> None:
    answer = await root.get(f"/admin/jobs/{job}")
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


async def test_its_life_tells_what_people_did_to_it_and_why(root: Visitor, cast: Cast) -> None:
    ids = [await enqueue(GenerateRecommendations(user_id=user, event_id=cast.event)) for user in (cast.ada, cast.sam)]
    await Job.update({"state": "dead"}).where(Job.id.is_in(ids))
    actor = Actor(cast.root, "Rút <Lind>")
    await retry_jobs(actor, Picked(tuple(ids)), "the route is back")
    await cancel_jobs(actor, Picked((ids[0],)))
    await cancel_jobs(actor, Picked((ids[0],)))

    page = (await root.get(f"/admin/jobs/{ids[0]}")).text

    life = page.split('<ol class="timeline">')[1].split("</ol>")[0]
    assert re.findall(r"<b>([^<]*)</b>", life) == [
        "Enqueued",
        "Retried by hand",
        "Cancelled by hand",
        "Cancelled by hand",
        "Cancelled",
    ]
    assert "by Rút &lt;Lind&gt;, “the route is back”, with 1 other" in life
    assert "by Rút &lt;Lind&gt;, nothing was changed" in life
    assert life.count('<li class="hand">') == 3


async def test_who_looked_behind_the_masks_is_told_too(root: Visitor, cast: Cast) -> None:
    job = await enqueue(GenerateEvent(event_id=cast.event))
    await root.post(f"/admin/jobs/{job}/revelations")
    page = (await root.get(f"/admin/jobs/{job}")).text
    assert "<b>Masked text shown</b> by Rút" in page
    assert "nothing was changed" not in page


async def test_dispatches_that_became_no_run_are_told_as_such_and_runs_are_counted_without_them(
    root: Visitor, cast: Cast
) -> None:
    job = await enqueue(GenerateEvent(event_id=cast.event))
    now = utc_now()
    for number, outcome in ((32, "retried"), (33, "succeeded")):
        at = now + timedelta(seconds=number)
        await JobAttempt(job_id=job, dispatch_no=number, outcome=outcome, started_at=at, finished_at=at).save().run()
    await Job.update({"dispatch_no": 34, "started_at": now + timedelta(seconds=40)}).where(Job.id == job)

    page = (await root.get(f"/admin/jobs/{job}")).text

    life = page.split('<ol class="timeline">')[1].split("</ol>")[0]
    assert re.findall(r"<b>([^<]*)</b>", life)[:-1] == [
        "Enqueued",
        "Snoozed or handed back 31 times",
        "Run 1 failed, tried again",
        "Run 2 succeeded",
        "Snoozed or handed back once",
    ]
