"""The page of workers: the dead first, with what became of their jobs; what each of the living runs."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import Job, JobAttempt, Worker
from domain.work.enqueue import enqueue
from domain.work.works import GenerateRecommendations, SendMail
from tests.cast import Cast
from tests.queries import counted_queries
from tests.web.visitor import Visitor


async def add(host: str, silent: float = 0, **fields: Any) -> UUID:
    at = utc_now() - timedelta(seconds=silent)
    worker = Worker(**{"queues": ["bulk"], "host": host, "pid": 7, "version": "1.0", "heartbeat_at": at, **fields})
    await worker.save()
    return worker.id


async def hold(worker: UUID, job: UUID, state: str = "running") -> None:
    changed: dict[Any, Any] = {"state": state, "worker": worker, "started_at": utc_now(), "attempts": 1}
    await Job.update(changed).where(Job.id == job)


async def test_without_any_it_says_that_jobs_are_safe(root: Visitor) -> None:
    assert "Jobs are safe, and wait until one starts." in (await root.get("/admin/workers")).text


async def test_a_worker_shows_all_that_it_runs_and_for_whom(root: Visitor, cast: Cast) -> None:
    worker = await add("fjord", queues=["interactive", "bulk"])
    idle = await add("quiet")
    mine = await enqueue(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    letter = await enqueue(SendMail(mail_id=uuid7()))
    for job in (mine, letter):
        await hold(worker, job)

    page = (await root.get("/admin/workers")).text

    card = page.split('aria-label="fjord 7"')[1].split("</section>")[0]
    assert f"/admin/jobs/{mine}" in card
    assert f"/admin/jobs/{letter}" in card
    assert "Ada Björkqvist" in card
    assert "interactive, bulk · started" in card
    assert "All are of version 1.0." in page
    assert "Idle." in page.split('aria-label="quiet 7"')[1]
    assert "2 alive with 2 jobs" in page
    assert idle != worker


async def test_a_dead_one_is_first_and_tells_what_became_of_its_jobs(root: Visitor) -> None:
    await add("alive", started_at=utc_now() - timedelta(days=1))
    gone = await add("holm", silent=60)
    held, again, lost = [await enqueue(SendMail(mail_id=uuid7())) for _ in range(3)]
    await hold(gone, held)
    for job, state in ((again, "scheduled"), (lost, "dead")):
        await Job.update({Job.state: state}).where(Job.id == job)
        started = utc_now() - timedelta(seconds=70)
        await JobAttempt(job_id=job, dispatch_no=1, worker=gone, outcome="crashed", started_at=started).save().run()

    page = (await root.get("/admin/workers")).text

    assert page.index('aria-label="holm 7"') < page.index('aria-label="alive 7"')
    assert "1 still in its hands, taken back when the lease ends. 2 taken from it: now 1 waiting, 1 dead." in page
    assert "silent for 1 min 00" in page
    assert f"/admin/jobs/{lost}" in page


async def test_who_signed_off_or_died_long_ago_is_not_shown(root: Visitor) -> None:
    await add("stopped", stopped_at=utc_now())
    await add("old", silent=2 * 86_400)
    page = (await root.get("/admin/workers")).text
    assert "stopped 7" not in page
    assert "old 7" not in page


async def test_a_version_other_than_the_newest_is_marked(root: Visitor) -> None:
    await add("old", version="0.9", started_at=utc_now() - timedelta(hours=1))
    await add("new")
    page = (await root.get("/admin/workers")).text
    assert page.count("Another version") == 1
    assert page.count("· version ") == 2
    assert page.index("Another version") < page.index('aria-label="new 7"')


async def test_the_number_of_queries_does_not_grow(root: Visitor) -> None:
    for number in range(12):
        worker = await add(f"host{number}", silent=number * 5)
        await hold(worker, await enqueue(SendMail(mail_id=uuid7())))
    with counted_queries() as seen:
        await root.get("/admin/workers")
    assert len(seen) <= 7
