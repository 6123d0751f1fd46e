"""What the ledger forgets: by age and state, in batches, and nothing that is still wanted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.ids import earliest_uuid7, uuid7
from domain.piccolo_conf import DB
from domain.tables import Job, JobAttempt, ModelBatch, ModelRequest, NightlyList, ScheduleOccurrence, Worker
from domain.work.pruning import prune_jobs
from tests.cast import make_event, make_person
from tests.domain.schedules.rows import add

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def id_of(moment: datetime) -> UUID:
    """As if made then."""
    return UUID(int=earliest_uuid7(moment).int | uuid7().int % (1 << 80))


async def ended(state: str, days: float, **fields: Any) -> UUID:
    """A job that ended so many days ago, an hour after it was asked for."""
    finished_at = NOW - timedelta(days=days)
    job = Job(id=id_of(finished_at - AN_HOUR), name="Any", queue="bulk", state=state, finished_at=finished_at, **fields)
    await job.save()
    return job.id


async def left() -> set[UUID]:
    return {row["id"] for row in await Job.select(Job.id)}


@pytest.mark.parametrize(("state", "days"), [("succeeded", 7), ("cancelled", 14), ("dead", 90)])
async def test_a_job_is_kept_for_as_long_as_its_state_deserves(database: None, state: str, days: int) -> None:
    young, _old = await ended(state, days - 0.01), await ended(state, days + 0.01)
    assert (await prune_jobs(NOW))[state] == 1
    assert await left() == {young}


@pytest.mark.parametrize("state", ["scheduled", "dispatched", "running"])
async def test_an_open_job_is_never_pruned(database: None, state: str) -> None:
    old = await ended(state, 1_000)
    await prune_jobs(NOW)
    assert await left() == {old}


async def test_a_job_that_took_long_counts_from_its_end(database: None) -> None:
    job = await ended("succeeded", 6)
    await Job.update({Job.id: id_of(NOW - timedelta(days=30))}).where(Job.id == job)
    assert (await prune_jobs(NOW))["succeeded"] == 0


async def test_attempts_go_with_their_job(database: None) -> None:
    await JobAttempt(job_id=await ended("succeeded", 8), dispatch_no=1, outcome="succeeded", started_at=NOW).save()
    await prune_jobs(NOW)
    assert await JobAttempt.count() == 0


async def test_more_than_a_batch_is_pruned_and_what_others_hold_is_passed_over(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.batched_delete.BATCH", 2)
    jobs = [await ended("succeeded", 8) for _ in range(5)]
    connection = await DB.get_new_connection()
    try:
        async with connection.transaction():
            await connection.execute("SELECT FROM job WHERE id = $1 FOR UPDATE", jobs[0])
            assert (await prune_jobs(NOW))["succeeded"] == 4
    finally:
        await connection.close()
    assert await left() == {jobs[0]}


async def test_workers_that_are_long_gone_are_forgotten(database: None) -> None:
    old = NOW - timedelta(days=8)
    for started_at, heartbeat_at, stopped_at in ((old, old, None), (old, NOW, old), (old, NOW, None), (old, old, NOW)):
        await Worker(host="here", pid=1, started_at=started_at, heartbeat_at=heartbeat_at, stopped_at=stopped_at).save()
    assert (await prune_jobs(NOW))["workers"] == 2


async def test_old_occurrences_and_nights_are_forgotten(database: None) -> None:
    schedule, event = await add(), await make_event("harbour", "Harbour Conf")
    person = await make_person("Ada", "ada@demo.example", event, "attendee")
    for days in (13, 15, 29, 31):
        made = NOW - timedelta(days=days)
        await ScheduleOccurrence(
            id=id_of(made), schedule_id=schedule, local_time=str(made), due_at=made, state="missed"
        ).save()
        await NightlyList(id=id_of(made), user_id=person, event_id=event, night=date(2026, 10, days)).save()
    counts = await prune_jobs(NOW)
    assert (counts["occurrences"], counts["nightly_lists"]) == (3, 1)


async def test_what_was_asked_by_batch_is_forgotten_once_it_has_ended(database: None) -> None:
    batch = ModelBatch(event_id=await make_event("harbour", "Harbour Conf"), purpose="sessions", model="m")
    await batch.save()
    for number, (days, outcome) in enumerate([(29, "answered"), (31, "answered"), (31, None)]):
        made = id_of(NOW - timedelta(days=days))
        request = ModelRequest(id=made, batch_id=batch.id, custom_id=str(number), subject_id=made, outcome=outcome)
        await request.save()
    assert (await prune_jobs(NOW))["model_requests"] == 1
    assert await ModelRequest.count() == 2
