"""Replays as the page of dead letters shows them: how far they are, who began them, and how they are stopped."""

from uuid import UUID

from domain.audit.entries import Actor
from domain.ids import uuid7
from domain.tables import AuditEntry, Job, User
from domain.work.by_hand.choice import Matched, count_matching
from domain.work.by_hand.replay import begin_replay
from domain.work.enqueue import enqueue
from domain.work.filter import JobFilter
from domain.work.pause import pause_queue
from domain.work.states import State
from domain.work.works import SendMail
from jobs.worker import JOBS
from tests.cast import Cast
from tests.drain import drain
from tests.web.visitor import Visitor

PATH = "/admin/dead-letters"
WHY = "the route is back"


async def begin(cast: Cast, number: int, per_second: int = 50) -> UUID:
    jobs = [await enqueue(SendMail(mail_id=uuid7())) for _ in range(number)]
    await Job.update({"state": "dead", "fingerprint": "f1", "error": "No route"}).where(Job.id.is_in(jobs))
    wanted = JobFilter((State.DEAD,))
    found = await count_matching(wanted)
    return await begin_replay(Actor(cast.root, "Rút"), Matched(wanted, found.jobs, found.as_of), WHY, per_second)


def region(page: str, name: str) -> str:
    return page.split(f'id="{name}"')[1].split("</section>")[0]


async def test_one_that_goes_on_says_how_far_it_is_for_whom_and_why(root: Visitor, cast: Cast) -> None:
    job = await begin(cast, 5, per_second=1)
    await Job.raw("UPDATE replay SET reached = 2, replayed = 1, newer_waits = 1")
    page = (await root.get(PATH)).text
    shown = region(page, "replays")
    assert "Replaying 2 of 5 at 1 each second, about 3.0 s left" in shown
    assert "1 left, since a newer job does their work" in shown
    assert "--v:40" in shown
    assert "Rút, " in shown
    assert WHY in shown
    assert f"/admin/dead-letters/replays/{job}/cancellation" in shown
    assert "Latest replays" not in page
    own = (await root.get(f"/admin/jobs/{job}")).text
    assert "Replaying 2 of 5 at 1 each second" in own


async def test_an_open_page_is_sent_how_far_it_is(root: Visitor, cast: Cast) -> None:
    seen = (await root.get(PATH)).text.split('data-seen="')[1].split('"')[0]
    await begin(cast, 2)
    changed = await root.get("/admin/live?page=dead-letters&once=true", headers={"Last-Event-ID": seen})
    assert 'id="replays" hx-swap-oob="outerMorph"' in changed.text
    assert "Replaying 0 of 2" in changed.text
    assert 'id="past"' not in changed.text


async def test_one_that_is_over_is_in_the_history(root: Visitor, cast: Cast) -> None:
    await begin(cast, 3)
    await drain(JOBS, "bulk")
    page = (await root.get(PATH)).text
    assert "Replay" not in region(page, "replays").split("</div>")[0]
    shown = region(page, "past")
    assert "Replayed 3 of 3" in shown
    assert "by Rút, in" in shown
    assert WHY in shown


async def test_one_is_stopped_where_it_is_and_that_is_written_down(root: Visitor, cast: Cast) -> None:
    job = await begin(cast, 3)
    answer = await root.post(f"{PATH}/replays/{job}/cancellation")
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    page = (await root.get(PATH)).text
    assert "The replay is stopped." in page
    assert "Stopped at 0 of 3, 0 replayed" in region(page, "past")
    assert await Job.count().where(Job.state == "dead") == 3
    actions = [row["action"] for row in await AuditEntry.select().order_by(AuditEntry.id)]
    assert sorted(actions) == ["jobs.cancel", "replay.begin", "replay.end"]

    again = await root.post(f"{PATH}/replays/{job}/cancellation")
    assert "the replay is over" in (await root.get(again.headers["location"])).text


async def test_who_may_only_look_cannot_stop_one(root: Visitor, cast: Cast) -> None:
    job = await begin(cast, 1)
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    page = (await root.get(PATH)).text
    assert "Replaying 0 of 1" in page
    assert "cancellation" not in page
    assert (await root.post(f"{PATH}/replays/{job}/cancellation")).status_code == 403


async def test_one_that_waits_for_a_paused_queue_or_failed_says_so(root: Visitor, cast: Cast) -> None:
    job = await begin(cast, 1)
    await pause_queue("bulk")
    assert "It waits: its queue is paused." in (await root.get(PATH)).text
    await Job.update({"state": "dead"}).where(Job.id == job)
    page = (await root.get(PATH)).text
    assert "Its own job failed. Retry that" in page
    assert f"/admin/jobs/{job}" in page
