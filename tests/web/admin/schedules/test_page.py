"""The page of schedules: what comes, what was, what needs somebody; and what may be done by hand."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain.clock import utc_now
from domain.ids import uuid7
from domain.schedules.occurrences import ENQUEUED, Noted, note
from domain.tables import AuditEntry, Job, ModelBatch, ModelRequest, Schedule, User
from domain.work.enqueue import Placement, enqueue
from domain.work.works import GenerateChunk, RefreshByModel, RefreshEvent
from tests.cast import Cast
from tests.domain.schedules.rows import add
from tests.queries import counted_queries
from tests.web.visitor import Visitor


async def end(job: UUID, state: str, **fields: Any) -> None:
    now = utc_now()
    changed: dict[Any, Any] = {"state": state, "started_at": now - timedelta(seconds=3), "finished_at": now, **fields}
    await Job.update(changed).where(Job.id == job)


async def run_of(schedule: UUID, job: UUID) -> None:
    await note(schedule, [Noted(f"{uuid7()}", utc_now(), ENQUEUED, job)])


async def test_a_schedule_says_its_cron_in_words_and_its_next_five(root: Visitor, cast: Cast) -> None:
    await add(event_id=cast.event, cron="17 */6 * * *", time_zone="UTC", missed=3, last_at=None)
    page = (await root.get("/admin/schedules")).text
    assert "every 6 hours at 17 past, UTC" in page
    assert "Harbour Conf" in page
    row = page.split("<tr id=")[1]
    assert row.count("<li>") == 4
    assert "<summary>" in row
    assert 'data-l="Missed">3<' in row
    assert "never" in row


async def test_the_last_run_tells_how_it_ended_and_a_dead_one_is_first(root: Visitor, cast: Cast) -> None:
    good, bad = await add(name="a good one"), await add(name="the bad one", event_id=cast.event)
    for schedule, night, state in ((good, 1, "succeeded"), (bad, 2, "dead")):
        job = await enqueue(RefreshEvent(event_id=cast.event, night=date(2026, 11, night)))
        await end(job, state, error="ValueError: no" if state == "dead" else None)
        await run_of(schedule, job)

    page = (await root.get("/admin/schedules")).text

    assert "The last run of the bad one (Harbour Conf) is dead." in page
    assert "took 3.0 s" in page
    assert page.index(f'id="schedule-{bad}"') < page.index(f'id="schedule-{good}"')
    assert "ValueError: no" in page


async def test_a_night_is_under_way_since_it_was_asked_for_also_while_its_job_sleeps(root: Visitor, cast: Cast) -> None:
    asked = await enqueue(RefreshEvent(event_id=cast.event, night=date(2026, 11, 18)))
    assert "waits for a worker" in (await root.get("/admin/schedules")).text
    now = utc_now()
    sleeping: dict[Any, Any] = {Job.progress_done: 50, Job.progress_total: 300, Job.started_at: now}
    await Job.update({**sleeping, Job.created_at: now - timedelta(minutes=7)}).where(Job.id == asked)

    page = (await root.get("/admin/schedules")).text

    assert "Under way: Algorithm of Harbour Conf" in page
    assert "for 7 min" in page


async def test_a_night_shows_how_far_it_is_what_failed_and_who_made_its_lists(root: Visitor, cast: Cast) -> None:
    night = date(2026, 11, 18)
    earlier: dict[str, Any] = {
        "purpose": "sessions",
        "night": None,
        "model": "m",
        "state": "ended",
        "candidate_ids": [],
    }
    await ModelBatch(event_id=cast.event, **earlier).save().run()
    made = await enqueue(RefreshEvent(event_id=cast.event, night=night))
    lost = await enqueue(GenerateChunk(event_id=cast.event, user_ids=(uuid7(), uuid7())), Placement(parent_id=made))
    await end(lost, "dead")
    await end(made, "succeeded", progress_done=10, progress_total=10)
    asked = await enqueue(RefreshByModel(event_id=cast.event, night=night))
    await Job.update({Job.state: "running", Job.started_at: utc_now()}).where(Job.id == asked)
    batch = ModelBatch(
        event_id=cast.event, purpose="sessions", night=night, model="m", state="submitted", candidate_ids=[]
    )
    await batch.save()
    for number, outcome in enumerate(("answered", "answered", "refused", None)):
        await (
            ModelRequest(
                batch_id=batch.id,
                custom_id=str(number),
                subject_id=uuid7(),
                candidate_ids=[],
                candidate_revisions=[],
                outcome=outcome,
            )
            .save()
            .run()
        )

    page = (await root.get("/admin/schedules")).text

    assert "night of 18 Nov" in page
    assert "10 of 10" in page
    assert "2 failed." in page
    assert "2 by the model, 6 by the algorithm" in page
    assert "sessions: 1 batch at the model, 3 of 4 back" in page
    assert "batch answered" not in page
    assert "Harbour Conf: 2 people have no new list." in page

    await end(asked, "succeeded")
    page = (await root.get("/admin/schedules")).text
    assert "In batches: Model of Harbour Conf" in page, "it is not over before its answers are back"
    assert ">3 of 4 back</span>" in page
    await ModelBatch.update({ModelBatch.state: "ended"}).where(ModelBatch.id == batch.id)
    assert "Succeeded: Model of Harbour Conf" in (await root.get("/admin/schedules")).text


async def test_run_now_enqueues_says_so_and_is_written_down_with_its_jobs(root: Visitor, cast: Cast) -> None:
    schedule = await add(event_id=cast.event)
    assert (await root.post(f"/admin/schedules/{schedule}/runs")).status_code == 303
    assert "1 job waits for a worker." in (await root.get("/admin/schedules")).text
    [job] = await Job.select()
    [entry] = await AuditEntry.select()
    assert (entry["action"], entry["target_id"], entry["affected"]) == ("schedule.run", str(schedule), 1)
    assert entry["job_ids"] == [job["id"]]


async def test_a_schedule_is_paused_and_resumed_and_both_are_written_down(root: Visitor, cast: Cast) -> None:
    schedule = await add(event_id=cast.event)
    await root.post(f"/admin/schedules/{schedule}/pause")
    paused = (await root.get("/admin/schedules")).text
    assert "is-paused" in paused
    assert "Nothing while it is paused" in paused
    await root.post(f"/admin/schedules/{schedule}/resumption")
    assert await Schedule.select(Schedule.paused_at).first() == {"paused_at": None}
    actions = await AuditEntry.select(AuditEntry.action, AuditEntry.affected).order_by(AuditEntry.id)
    assert actions == [{"action": "schedule.pause", "affected": 1}, {"action": "schedule.resume", "affected": 1}]


async def test_who_may_only_look_sees_no_button_and_changes_nothing(root: Visitor, cast: Cast) -> None:
    schedule = await add(event_id=cast.event)
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    assert "Run now" not in (await root.get("/admin/schedules")).text
    assert (await root.post(f"/admin/schedules/{schedule}/runs")).status_code == 403
    assert not await Job.exists()
    assert not await AuditEntry.exists()


async def test_an_unknown_schedule_is_not_found_and_nothing_is_written_down(root: Visitor) -> None:
    for action in ("runs", "pause", "resumption"):
        assert (await root.post(f"/admin/schedules/{uuid7()}/{action}")).status_code == 404
    assert not await AuditEntry.exists()


async def test_the_number_of_queries_does_not_grow_with_schedules(root: Visitor, cast: Cast) -> None:
    await add(event_id=cast.event)
    with counted_queries() as few:
        await root.get("/admin/schedules")
    for number in range(20):
        await add(event_id=cast.event, name=f"another {number}")
    with counted_queries() as many:
        await root.get("/admin/schedules")
    assert len(many) == len(few) <= 8
