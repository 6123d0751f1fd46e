"""What administrators do to jobs, and what is written down of it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from domain.audit.entries import Actor
from domain.errors import InvalidInput
from domain.ids import uuid7
from domain.piccolo_conf import DB
from domain.tables import AuditEntry, Job
from domain.work.by_hand import actions
from domain.work.by_hand import transitions as by_hand
from domain.work.by_hand.actions import Done, cancel_jobs, delete_jobs, prioritize_jobs, retry_jobs, run_jobs_now
from domain.work.by_hand.choice import Choice, Matched, OutOfDate, Picked, count_matching
from domain.work.ending import succeeded
from domain.work.enqueue import enqueue, enqueue_all
from domain.work.filter import JobFilter
from domain.work.states import State
from domain.work.transitions import claim, dispatch
from domain.work.works import GenerateRecommendations, SendMail
from tests.domain.work.ledger import BULK, WORKER, end, fail, hold, ledger_now, new_job, state

ROOT = Actor(uuid7(), "Rút Kristjánsdóttir")
WHY = "the mail server is back"
NO = ValueError("no")
DEAD = JobFilter((State.DEAD,))

Act = Callable[[Actor, Choice, str | None], Awaitable[Done]]


async def set_priority(actor: Actor, choice: Choice, reason: str | None) -> Done:
    return await prioritize_jobs(actor, choice, 7, reason)


ACTIONS: dict[str, tuple[Act, str]] = {
    "jobs.retry": (retry_jobs, "dead"),
    "jobs.cancel": (cancel_jobs, "later"),
    "jobs.delete": (delete_jobs, "dead"),
    "jobs.run_now": (run_jobs_now, "later"),
    "jobs.prioritize": (set_priority, "later"),
}


async def entries() -> list[dict[str, Any]]:
    rows = await AuditEntry.select().order_by(AuditEntry.id)
    return [{**row, **{key: msgspec.json.decode(row[key]) for key in ("before", "after", "selection")}} for row in rows]


async def matched(wanted: JobFilter) -> Matched:
    """As a page does: the number is shown, and sent back with the form."""
    found = await count_matching(wanted)
    return Matched(wanted, found.jobs, found.as_of)


@pytest.mark.parametrize("action", ACTIONS)
async def test_each_action_on_one_job_is_written_down(database: None, action: str) -> None:
    act, kind = ACTIONS[action]
    job_id = await fail(NO, for_good=kind == "dead")
    assert await act(ROOT, Picked((job_id,)), None) == Done(changed=1, too_late=0, kept=0)
    [entry] = await entries()
    assert (entry["actor_id"], entry["actor_name"], entry["action"]) == (ROOT.id, ROOT.name, action)
    assert (entry["target_kind"], entry["target_id"], entry["affected"]) == ("job", str(job_id), 1)
    assert (entry["job_ids"], entry["reason"]) == ([job_id], None)
    assert entry["before"]["kinds"] == {"GenerateRecommendations": 1}
    assert entry["after"]["changed"] == 1


@pytest.mark.parametrize("action", ACTIONS)
async def test_each_action_on_all_that_match_changes_those_and_says_why(database: None, action: str) -> None:
    act, kind = ACTIONS[action]
    jobs = [await fail(NO, for_good=kind == "dead") for _ in range(3)]
    other = await fail(KeyError("other"), for_good=kind == "dead")
    [row] = await Job.select(Job.fingerprint).where(Job.id == jobs[0])
    choice = await matched(JobFilter(error=row["fingerprint"]))
    before = await Job.select(Job.state, Job.priority, Job.due_at).where(Job.id == other)

    assert await act(ROOT, choice, f"  {WHY} ") == Done(changed=3, too_late=0, kept=0)

    [entry] = await entries()
    assert (entry["target_kind"], entry["target_id"], entry["affected"], entry["reason"]) == ("jobs", None, 3, WHY)
    assert sorted(entry["job_ids"]) == sorted(jobs)
    assert entry["selection"]["filter"]["error"] == row["fingerprint"]
    assert await Job.select(Job.state, Job.priority, Job.due_at).where(Job.id == other) == before


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("reason", [None, "", "  ok  ", "x" * 501])
async def test_many_jobs_are_not_changed_without_a_reason(database: None, action: str, reason: str | None) -> None:
    act, kind = ACTIONS[action]
    jobs = [await fail(NO, for_good=kind == "dead") for _ in range(2)]
    before = await Job.select().order_by(Job.id)
    for choice in (Picked(tuple(jobs)), await matched(JobFilter())):
        with pytest.raises(InvalidInput, match="Say why"):
            await act(ROOT, choice, reason)
    assert await Job.select().order_by(Job.id) == before
    assert await AuditEntry.count() == 0


async def test_what_fails_is_neither_done_nor_written_down(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = await fail(NO)
    monkeypatch.setattr(actions, "Done", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        await retry_jobs(ROOT, Picked((job_id,)))
    assert (await state(job_id), await AuditEntry.count()) == ("dead", 0)


async def test_what_came_after_somebody_looked_is_left_alone(database: None) -> None:
    early = [await fail(NO) for _ in range(3)]
    choice = await matched(DEAD)
    late = await fail(NO)
    await retry_jobs(ROOT, Picked((early[0],)))

    assert await delete_jobs(ROOT, choice, WHY) == Done(changed=2, too_late=1, kept=0)
    assert (await state(late), await state(early[0])) == ("dead", "scheduled")


async def test_what_died_again_meanwhile_is_not_what_was_shown(database: None) -> None:
    job_id = await fail(NO)
    choice = await matched(DEAD)
    await retry_jobs(ROOT, Picked((job_id,)))
    held = await hold(job_id)
    await end(held, succeeded(None))
    await Job.update({Job.state: "dead"}).where(Job.id == job_id)
    assert (await retry_jobs(ROOT, choice, WHY)).changed == 0


async def test_more_than_were_shown_are_not_touched(database: None) -> None:
    """Their transaction had begun before somebody looked, and was committed after it."""
    assert DB.pool is not None
    async with DB.pool.acquire() as connection:
        slow = connection.transaction()
        await slow.start()
        await connection.execute("SELECT now()")
        await new_job()
        choice = await matched(JobFilter((State.SCHEDULED,)))
        await connection.execute(
            "INSERT INTO job (id, name, queue, event_id) VALUES ($1, 'SendMail', 'bulk', $2)", uuid7(), uuid7()
        )
        await slow.commit()
    with pytest.raises(OutOfDate, match="1 jobs were shown, and more match by now"):
        await cancel_jobs(ROOT, choice, WHY)
    assert await Job.count().where(Job.state == "cancelled") == 0


async def test_two_tabs_that_confirm_the_same_change_each_job_once(database: None) -> None:
    for _ in range(6):
        await fail(NO)
    choice = await matched(DEAD)
    done = await asyncio.gather(retry_jobs(ROOT, choice, WHY), retry_jobs(ROOT, choice, WHY))
    assert sum(each.changed for each in done) == 6
    assert sum(each.too_late for each in done) == 6
    assert sorted(entry["affected"] for entry in await entries()) == sorted(each.changed for each in done)


async def test_workers_take_jobs_while_they_are_cancelled_and_none_is_both(database: None) -> None:
    event = uuid7()
    await enqueue_all([GenerateRecommendations(user_id=uuid7(), event_id=event) for _ in range(200)], BULK)
    choice = await matched(JobFilter((State.SCHEDULED, State.DISPATCHED)))

    async def work(worker: UUID) -> int:
        taken = 0
        for _ in range(10):
            tickets = await dispatch(worker, "bulk", 10)
            held = await claim(worker, [(ticket.job_id, ticket.dispatch_no) for ticket in tickets])
            taken += sum([await end(job, succeeded(None)) for job in held if job])
        return taken

    succeeded_jobs, more, done = await asyncio.gather(work(WORKER), work(uuid7()), cancel_jobs(ROOT, choice, WHY))
    states = {
        row["state"]: row["jobs"] for row in await Job.raw("SELECT state, count(*) AS jobs FROM job GROUP BY state")
    }
    assert states.get("succeeded", 0) == succeeded_jobs + more
    # Running ones were asked to stop, and were done before they heard of it.
    asked = await Job.count().where((Job.state == "succeeded") & Job.cancel_requested.eq(True))
    assert await Job.count().where(Job.state == "cancelled") + asked == done.changed
    assert done.changed + done.too_late == 200


async def test_a_twin_enqueued_at_the_same_moment_does_the_work(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    for _ in range(10):
        job_id = await fail(NO, work)
        done, twin = await asyncio.gather(retry_jobs(ROOT, Picked((job_id,))), enqueue(work, BULK))
        assert (done.changed, twin == job_id) in {(1, True), (0, False)}
        await Job.delete(force=True)


@pytest.mark.parametrize("priority", [-101, 101])
async def test_a_priority_out_of_bounds_is_refused(database: None, priority: int) -> None:
    with pytest.raises(InvalidInput, match="from -100 to 100"):
        await prioritize_jobs(ROOT, Picked((await new_job(),)), priority)


async def test_a_choice_of_nothing_or_of_too_many_is_refused(database: None) -> None:
    for ids in ((), tuple(uuid7() for _ in range(1_001))):
        with pytest.raises(InvalidInput, match=r"at most 1,000"):
            await retry_jobs(ROOT, Picked(ids), WHY)


async def test_jobs_that_succeeded_are_not_deleted_by_filter(database: None) -> None:
    held = await hold(await new_job())
    await end(held, succeeded(None))
    dead = await fail(NO)
    choice = await matched(JobFilter())
    assert choice.shown == 1
    assert await delete_jobs(ROOT, choice, WHY) == Done(1, 0, 0)
    assert [row["id"] for row in await Job.select(Job.id)] == [held.id] != [dead]
    with pytest.raises(InvalidInput, match="the filter has none"):
        await count_matching(JobFilter((State.SUCCEEDED,)))


async def test_the_number_shown_is_that_of_the_filter_and_exact(database: None) -> None:
    await enqueue_all([SendMail(mail_id=uuid7()) for _ in range(7)])
    await new_job()
    found = await count_matching(JobFilter(name="SendMail"))
    assert found.jobs == 7
    assert abs(await ledger_now() - found.as_of) < timedelta(seconds=5)
    assert (await count_matching(JobFilter(queue="bulk"), by_hand.CANCELLED)).jobs == 1
