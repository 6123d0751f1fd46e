"""Replaying many dead jobs, some each second."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from domain.audit.entries import Actor
from domain.errors import InvalidInput
from domain.ids import uuid7
from domain.tables import AuditEntry, Job, Replay
from domain.work.by_hand.actions import cancel_jobs, retry_jobs
from domain.work.by_hand.choice import Matched, Picked, count_matching
from domain.work.by_hand.replay import advance_replay, begin_replay
from domain.work.by_hand.replay_lines import find_replay, list_replays
from domain.work.enqueue import enqueue
from domain.work.filter import JobFilter
from domain.work.pause import pause_queue
from domain.work.states import State
from domain.work.works import GenerateRecommendations
from jobs.worker import JOBS
from tests.domain.work.ledger import BULK, fail, read, state
from tests.drain import drain

ROOT = Actor(uuid7(), "Rút")
WHY = "the mail server is back"
NO = ValueError("no")


async def begin(per_second: int = 1) -> tuple[UUID, UUID]:
    """Replay all that is dead; the ids of the job and of the entry."""
    wanted = JobFilter((State.DEAD,))
    found = await count_matching(wanted)
    job_id = await begin_replay(ROOT, Matched(wanted, found.jobs, found.as_of), WHY, per_second)
    await Job.raw("UPDATE job SET due_at = now() + interval '1 minute' WHERE id = {}", job_id)
    arguments: dict[str, UUID] = msgspec.json.decode((await read(job_id)).arguments, type=dict[str, UUID])
    return job_id, arguments["entry_id"]


async def entries() -> list[tuple[Any, ...]]:
    rows = await AuditEntry.select().order_by(AuditEntry.id)
    return [(row["action"], row["actor_id"], row["affected"], row["reason"]) for row in rows]


async def test_some_are_replayed_at_a_time_in_their_order_until_all_are(database: None) -> None:
    jobs = [await fail(NO) for _ in range(5)]
    _, entry = await begin(per_second=1)
    for reached in (2, 4, 5):
        replay = await advance_replay(entry)
        assert (replay.reached, replay.total, replay.replayed, replay.is_over) == (reached, 5, reached, reached == 5)
        assert [await state(job) for job in jobs] == ["scheduled"] * reached + ["dead"] * (5 - reached)
    assert await entries() == [("replay.begin", ROOT.id, 5, WHY), ("replay.end", ROOT.id, 5, WHY)]
    assert await advance_replay(entry) == replay
    assert await AuditEntry.count() == 2


async def test_what_somebody_else_changed_or_a_newer_job_does_is_counted_and_left(database: None) -> None:
    work = GenerateRecommendations(user_id=uuid7(), event_id=uuid7())
    twin, changed, dead = await fail(NO, work), await fail(NO), await fail(NO)
    _, entry = await begin()
    await enqueue(work, BULK)
    await retry_jobs(ROOT, Picked((changed,)))
    await advance_replay(entry)
    replay = await advance_replay(entry)
    assert (replay.replayed, replay.newer_waits, replay.too_late, replay.is_over) == (1, 1, 1, True)
    assert (await state(twin), await state(dead)) == ("dead", "scheduled")


async def test_what_dies_again_is_not_replayed_again(database: None) -> None:
    [job_id, _] = [await fail(NO) for _ in range(2)]
    _, entry = await begin()
    await retry_jobs(ROOT, Picked((job_id,)))
    await Job.raw("UPDATE job SET state = 'dead', finished_at = now(), changed_at = now() WHERE id = {}", job_id)
    replay = await advance_replay(entry)
    assert (replay.replayed, replay.too_late) == (1, 1)


async def test_a_worker_does_it_with_progress(database: None) -> None:
    for _ in range(5):
        await fail(NO)
    await Job.update({Job.queue: "interactive"}).where(Job.state == "dead")
    job_id, _ = await begin()
    assert await drain(JOBS, "bulk") == 3
    job = await read(job_id)
    assert (job.state, job.progress_done, job.progress_total) == ("succeeded", 5, 5)
    assert job.result == '{"replayed": 5, "too_late": 0, "newer_waits": 0}'
    assert await Job.count().where(Job.state == "scheduled") == 5
    [line] = await list_replays()
    assert (line.id, line.actor_name, line.reason, line.reached, line.total) == (job_id, ROOT.name, WHY, 5, 5)
    assert line.finished_at is not None
    assert not line.goes_on
    assert await find_replay(job_id) == line
    assert await find_replay(uuid7()) is None


async def test_one_that_is_cancelled_stops_where_it_is_and_says_so(database: None) -> None:
    for _ in range(4):
        await fail(NO)
    job_id, entry = await begin()
    await advance_replay(entry)
    await cancel_jobs(ROOT, Picked((job_id,)))
    replay = await advance_replay(entry)
    assert (replay.reached, replay.total, replay.is_over) == (2, 4, True)
    assert await Job.count().where(Job.state == "dead") == 2
    assert {("replay.end", ROOT.id, 2, WHY), ("jobs.cancel", ROOT.id, 1, None)} < set(await entries())


async def test_a_replay_needs_a_reason_jobs_and_a_pace(database: None) -> None:
    job_id = await fail(NO)
    with pytest.raises(InvalidInput, match="Say why"):
        await begin_replay(ROOT, Picked((job_id,)), " ")
    with pytest.raises(InvalidInput, match="each second"):
        await begin_replay(ROOT, Picked((job_id,)), WHY, 0)
    await retry_jobs(ROOT, Picked((job_id,)))
    found = await count_matching(JobFilter((State.DEAD,)))
    with pytest.raises(InvalidInput, match="nothing to replay"):
        await begin_replay(ROOT, Matched(JobFilter((State.DEAD,)), found.jobs, found.as_of), WHY)
    assert await Replay.count() == 0


async def test_who_asks_twice_for_the_same_is_given_the_same_replay(database: None) -> None:
    for _ in range(2):
        await fail(NO)
    found = await count_matching(JobFilter((State.DEAD,)))
    choice = Matched(JobFilter((State.DEAD,)), found.jobs, found.as_of)
    first, second = [await begin_replay(ROOT, choice, WHY) for _ in range(2)]
    assert first == second
    assert (await Replay.count(), await AuditEntry.count()) == (1, 1)
    other = await count_matching(JobFilter((State.DEAD,)))
    assert await begin_replay(ROOT, Matched(JobFilter((State.DEAD,)), other.jobs, other.as_of), WHY) != first


async def test_who_asks_again_after_a_stop_is_given_another_for_the_rest(database: None) -> None:
    for _ in range(4):
        await fail(NO)
    found = await count_matching(JobFilter((State.DEAD,)))
    choice = Matched(JobFilter((State.DEAD,)), found.jobs, found.as_of)
    first = await begin_replay(ROOT, choice, WHY, 1)
    [entry] = await AuditEntry.select(AuditEntry.id)
    await advance_replay(entry["id"])
    await cancel_jobs(ROOT, Picked((first,)))
    second = await begin_replay(ROOT, choice, WHY)
    line = await find_replay(second)
    assert second != first
    assert line is not None
    assert line.total == 2


async def test_one_whose_queue_is_paused_or_whose_job_failed_does_not_go_on(database: None) -> None:
    await fail(NO)
    job_id, _ = await begin()
    await pause_queue("bulk")
    [line] = await list_replays()
    assert (line.goes_on, line.is_paused) == (True, True)
    await Job.update({Job.state: "dead"}).where(Job.id == job_id)
    [line] = await list_replays()
    assert not line.goes_on
    await Job.delete().where(Job.id == job_id)
    [line] = await list_replays()
    assert (line.goes_on, line.job_state) == (False, None)


async def test_a_batch_makes_up_for_coming_late_but_not_for_a_pause(database: None) -> None:
    for _ in range(9):
        await fail(NO)
    job_id, entry = await begin(per_second=1)
    await Job.raw("UPDATE job SET due_at = now() - interval '1 second' WHERE id = {}", job_id)
    assert (await advance_replay(entry)).reached == 3
    await Job.raw("UPDATE job SET due_at = now() - interval '1 hour' WHERE id = {}", job_id)
    assert (await advance_replay(entry)).reached == 7
