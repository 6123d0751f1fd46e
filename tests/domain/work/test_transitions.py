import asyncio
from datetime import timedelta
from uuid import UUID

from domain.ids import uuid7
from domain.tables import Job, JobAttempt
from domain.work import transitions
from domain.work.by_hand import transitions as by_hand
from domain.work.ending import RETURNED, Ending, ended_by, succeeded
from domain.work.enqueue import Placement, enqueue, enqueue_all
from domain.work.outcomes import Snooze
from domain.work.pause import pause_queue, resume_queue
from domain.work.states import State
from domain.work.transitions import (
    HeldJob,
    Lease,
    claim,
    dispatch,
    end_attempts,
    renew_leases,
    undispatch,
)
from domain.work.works import GenerateRecommendations, SendMail

FIRST, SECOND = uuid7(), uuid7()
BULK = Placement(queue="bulk")


async def hold(worker: UUID = FIRST) -> HeldJob:
    """A new job that runs on the worker."""
    job_id = await enqueue(GenerateRecommendations(user_id=uuid7(), event_id=uuid7()), BULK)
    return await hold_again(worker, job_id)


async def hold_again(worker: UUID, job_id: UUID) -> HeldJob:
    tickets = await dispatch(worker, "bulk", 100)
    [ticket] = [ticket for ticket in tickets if ticket.job_id == job_id]
    [held] = await claim(worker, [(job_id, ticket.dispatch_no)])
    assert held is not None
    return held


async def end(held: HeldJob, ending: Ending) -> bool:
    [is_ended] = await end_attempts(held.worker, [(held, ending)])
    return is_ended


async def renew(held: HeldJob) -> Lease:
    [lease] = await renew_leases(held.worker, [held])
    return lease


async def rescue() -> dict[UUID, State]:
    return {rescued.id: rescued.state for rescued in await transitions.rescue()}


async def state_of(job_id: UUID) -> Job:
    job = await Job.objects().where(Job.id == job_id).first()
    assert job is not None
    return job


async def lose_lease(held: HeldJob) -> None:
    await Job.raw("UPDATE job SET lease_until = now() - interval '1 second' WHERE id = {}", held.id)


async def test_a_job_is_dispatched_claimed_and_ended_once(database: None) -> None:
    held = await hold()
    assert await end(held, succeeded('{"n": 1}'))
    assert not await end(held, succeeded(None))
    job = await state_of(held.id)
    assert (job.state, job.attempts, job.result) == ("succeeded", 1, '{"n": 1}')
    assert [row["outcome"] for row in await JobAttempt.select()] == ["succeeded"]


async def test_two_relays_at_once_dispatch_each_job_once(database: None) -> None:
    event = uuid7()
    await enqueue_all([GenerateRecommendations(user_id=uuid7(), event_id=event) for _ in range(60)], BULK)
    rounds = await asyncio.gather(*(dispatch(uuid7(), "bulk", 20) for _ in range(6)))
    ids = [ticket.job_id for tickets in rounds for ticket in tickets]
    assert len(ids) == len(set(ids)) > 0


async def test_a_small_event_is_not_behind_a_large_one(database: None) -> None:
    large, small = uuid7(), uuid7()
    await enqueue_all([GenerateRecommendations(user_id=uuid7(), event_id=large) for _ in range(100)], BULK)
    await enqueue(GenerateRecommendations(user_id=uuid7(), event_id=small), BULK)
    tickets = await dispatch(FIRST, "bulk", 10)
    assert small in {ticket.event_id for ticket in tickets}
    assert len(tickets) == 10


async def test_nothing_of_a_paused_queue_is_dispatched(database: None) -> None:
    await enqueue(SendMail(mail_id=uuid7()))
    for _ in range(2):
        await pause_queue("notifications")
    assert await dispatch(FIRST, "notifications", 10) == []
    await resume_queue("notifications")
    assert len(await dispatch(FIRST, "notifications", 10)) == 1


async def test_a_job_not_yet_due_waits(database: None) -> None:
    held = await hold()
    await end(held, ended_by(Snooze(timedelta(hours=1)), 1, 5))
    assert await dispatch(FIRST, "bulk", 10) == []
    job = await state_of(held.id)
    assert (job.state, job.attempts) == ("scheduled", 0)
    assert await JobAttempt.count() == 0


async def test_a_stale_ticket_claims_nothing(database: None) -> None:
    held = await hold()
    assert await claim(FIRST, [(held.id, held.dispatch_no + 1)]) == [None]
    assert await claim(SECOND, [(held.id, held.dispatch_no)]) == [None]


async def test_a_claim_may_be_repeated_and_spends_one_attempt(database: None) -> None:
    held = await hold()
    [again] = await claim(FIRST, [(held.id, held.dispatch_no)])
    assert again is not None
    assert again.attempt == 1


async def test_who_lost_the_lease_can_write_nothing(database: None) -> None:
    held = await hold(FIRST)
    await lose_lease(held)
    assert await rescue() == {held.id: State.SCHEDULED}
    newer = await hold_again(SECOND, held.id)
    assert await renew(held) is Lease.LOST
    assert not await end(held, succeeded(None))
    assert await end(newer, succeeded(None))
    outcomes = {row["dispatch_no"]: row["outcome"] for row in await JobAttempt.select()}
    assert outcomes == {held.dispatch_no: "crashed", newer.dispatch_no: "succeeded"}


async def test_a_crash_spends_no_attempt_and_five_kill(database: None) -> None:
    held = await hold()
    for _ in range(4):
        await lose_lease(held)
        assert await rescue() == {held.id: State.SCHEDULED}
        held = await hold_again(FIRST, held.id)
    assert held.attempt == 1
    await lose_lease(held)
    assert await rescue() == {held.id: State.DEAD}


async def test_a_stop_gives_back_without_spending_an_attempt(database: None) -> None:
    held = await hold()
    await end(held, RETURNED)
    job = await state_of(held.id)
    assert (job.state, job.attempts) == ("scheduled", 0)
    assert (await hold_again(SECOND, held.id)).attempt == 1


async def test_the_last_attempt_that_fails_kills(database: None) -> None:
    held = await hold()
    await end(held, ended_by(ValueError("no such mailbox"), 5, 5))
    job = await state_of(held.id)
    assert (job.state, job.error) == ("dead", "no such mailbox")
    [attempt] = await JobAttempt.select()
    assert attempt["error_class"] == "ValueError"
    assert "no such mailbox" in attempt["traceback"]


async def test_a_job_that_would_wait_beside_a_newer_one_is_superseded(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    held = await hold_again(FIRST, await enqueue(work, BULK))
    await enqueue(work, BULK)
    await end(held, ended_by(ValueError("again"), 1, 5))
    assert (await state_of(held.id)).state == "cancelled"


async def test_two_lost_jobs_with_one_key_leave_one_to_do(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    first = await hold_again(FIRST, await enqueue(work, BULK))
    second = await hold_again(FIRST, await enqueue(work, BULK))
    await lose_lease(first)
    await lose_lease(second)
    states = {**await rescue(), **await rescue()}
    assert sorted(states.values()) == ["cancelled", "scheduled"]


async def test_tickets_that_were_not_passed_on_wait_again(database: None) -> None:
    job_id = await enqueue(SendMail(mail_id=uuid7()))
    [ticket] = await dispatch(FIRST, "notifications", 10)
    await undispatch(FIRST, [job_id])
    assert (await state_of(job_id)).state == "scheduled"
    [again] = await dispatch(SECOND, "notifications", 10)
    assert again.dispatch_no == ticket.dispatch_no + 1


async def test_many_endings_are_written_together_and_the_lost_one_is_told(database: None) -> None:
    held = [await hold() for _ in range(5)]
    await lose_lease(held[2])
    await rescue()
    ended = await end_attempts(FIRST, [(job, succeeded(None)) for job in held])
    assert ended == [True, True, False, True, True]
    assert await JobAttempt.count().where(JobAttempt.outcome == "succeeded") == 4


async def test_one_superseded_among_many_endings_spoils_none(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    twins = [await hold_again(FIRST, await enqueue(work, BULK)) for _ in range(2)]
    other = await hold()
    failed = ended_by(ValueError("again"), 1, 5)
    assert await end_attempts(FIRST, [(twins[0], failed), (twins[1], failed), (other, failed)]) == [True] * 3
    assert sorted([(await state_of(twin.id)).state for twin in twins]) == ["cancelled", "scheduled"]
    assert (await state_of(other.id)).state == "scheduled"


async def test_a_running_job_hears_that_it_is_unwanted(database: None) -> None:
    held = await hold()
    assert await renew(held) is Lease.KEPT
    await by_hand.cancel([held.id])
    assert (await state_of(held.id)).state == "running"
    assert await renew(held) is Lease.UNWANTED
