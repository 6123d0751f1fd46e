"""The page of the audit log: who, what, when, how many, why; filtered, page by page."""

from uuid import UUID

import pytest
from msgspec import Struct

from domain.audit.entries import Action, Actor, Change, Target, TargetKind, record
from domain.ids import uuid7
from domain.tables import AuditEntry, Schedule
from domain.work.enqueue import enqueue
from domain.work.works import SendMail
from tests.cast import Cast
from tests.queries import counted_queries
from tests.web.visitor import Visitor


class Selection(Struct):
    state: str
    queue: str | None = None


async def add(
    actor: UUID, action: Action = Action.PAUSE_QUEUE, name: str = "bulk", *, reason: str | None = None
) -> UUID:
    change = Change(before={"paused": False}, after={"paused": True})
    return await record(Actor(actor, "Somebody"), action, Target(TargetKind.QUEUE, name), change, reason)


async def test_an_empty_log_says_so(root: Visitor) -> None:
    assert "Nothing was changed by hand yet." in (await root.get("/admin/audit")).text


async def test_a_change_tells_who_what_why_before_and_after(root: Visitor, cast: Cast) -> None:
    await add(cast.root, reason="the <mail> server is down")
    page = (await root.get("/admin/audit")).text
    assert "<b>Somebody</b> paused queue" in page
    assert "the &lt;mail&gt; server is down" in page
    assert '<th scope="row">paused</th><td>no</td><td><b>yes</b></td>' in page
    assert '<h2 id="day-1">Today</h2>' in page
    assert "/admin/jobs?queue=bulk" in page


async def test_a_target_is_called_by_its_name_and_linked_and_one_that_is_gone_by_its_id(
    root: Visitor, cast: Cast
) -> None:
    job, gone = await enqueue(SendMail(mail_id=uuid7())), uuid7()
    for target in (job, gone):
        await record(Actor(None, "a command"), Action.RETRY, Target(TargetKind.JOB, str(target)), Change())
    page = (await root.get("/admin/audit")).text
    assert f'href="/admin/jobs/{job}">SendMail</a>' in page
    assert f'href="/admin/jobs/{gone}">{gone}</a>' in page


async def test_many_jobs_are_counted_with_how_they_were_chosen(root: Visitor, cast: Cast) -> None:
    change = Change(affected=4800, selection=Selection("dead"))
    await record(Actor(cast.root, "Somebody"), Action.DELETE, Target(TargetKind.JOBS), change, "of the outage")
    await record(Actor(cast.root, "Somebody"), Action.DELETE, Target(TargetKind.JOBS), Change(affected=0), "again")
    page = (await root.get("/admin/audit")).text
    assert "4,800 jobs" in page
    assert "<dt>state</dt><dd>dead</dd>" in page
    assert "<dt>queue</dt>" not in page
    assert "changed nothing" in page


async def test_an_action_that_a_later_version_dropped_is_still_shown(root: Visitor) -> None:
    await AuditEntry(actor_name="Old", action="jobs.juggle", target_kind="circus", target_id="x").save().run()
    assert "jobs.juggle" in (await root.get("/admin/audit")).text


async def test_filters_by_who_what_and_when(root: Visitor, cast: Cast) -> None:
    mine = await add(cast.root)
    others = await add(cast.omar, Action.RESUME_QUEUE, "mail")
    for query, shown, hidden in (
        (f"who={cast.root}", mine, others),
        ("what=queue.resume", others, mine),
        (f"who={cast.root}&what=queue.pause&from=2020-01-01", mine, others),
        ("kind=queue&target=mail", others, mine),
    ):
        page = (await root.get(f"/admin/audit?{query}")).text
        assert f"change-{shown}" in page
        assert f"change-{hidden}" not in page
    for query in ("from=2199-01-01", "to=2020-01-01"):
        assert "No changes like these." in (await root.get(f"/admin/audit?{query}")).text


async def test_pages_go_on_where_the_last_ended_and_keep_the_filter(root: Visitor, cast: Cast) -> None:
    ids = [await add(cast.root) for _ in range(52)]
    first = (await root.get("/admin/audit?what=queue.pause")).text
    assert first.count('id="change-') == 50
    older = first.split('rel="next"')[0].split('href="')[-1].split('"')[0].replace("&amp;", "&")
    second = (await root.get(older)).text
    assert [f"change-{each}" in second for each in ids[:3]] == [True, True, False]
    assert "what=queue.pause" in older


async def test_a_schedule_is_found_by_its_name(root: Visitor, cast: Cast) -> None:
    schedule = Schedule(name="enrichment", work="EnrichProgramme", cron="0 2 * * *", event_id=cast.event)
    await schedule.save()
    ran = await record(
        Actor(None, "a command"), Action.RUN_SCHEDULE, Target(TargetKind.SCHEDULE, str(schedule.id)), Change()
    )
    other = await add(cast.root)
    for wanted in ("enrichment", "Enrichment", str(schedule.id)):
        page = (await root.get(f"/admin/audit?target={wanted}")).text
        assert [f"change-{each}" in page for each in (ran, other)] == [True, False]


async def test_a_job_is_found_by_itself_and_among_many(root: Visitor, cast: Cast) -> None:
    job, other = uuid7(), uuid7()
    ids = [
        await record(Actor(None, "a command"), Action.RETRY, Target(TargetKind.JOB, str(job)), Change()),
        await record(Actor(None, "a command"), Action.RETRY, Target(TargetKind.JOBS), Change(2, job_ids=(job, other))),
        await record(Actor(None, "a command"), Action.RETRY, Target(TargetKind.JOB, str(other)), Change()),
    ]
    page = (await root.get(f"/admin/audit?target={job}")).text
    assert [f"change-{each}" in page for each in ids] == [True, True, False]
    page = (await root.get(f"/admin/audit?target={job}&kind=jobs")).text
    assert [f"change-{each}" in page for each in ids] == [False, True, False]


async def test_what_was_only_before_is_not_said_to_have_become_nothing(root: Visitor, cast: Cast) -> None:
    change = Change(3, before={"kinds": {"SendMail": 3}, "states": {}}, after={"changed": 3, "too_late": 1})
    await record(Actor(cast.root, "Somebody"), Action.CANCEL, Target(TargetKind.JOBS), change, "wrong room")
    page = (await root.get("/admin/audit")).text
    assert '<th scope="row">kinds</th><td>3 × SendMail</td><td>–</td>' in page
    assert '<th scope="row">too late</th><td>–</td><td><b>1</b></td>' in page


async def test_an_open_page_is_told_of_a_change_and_of_nothing_else(root: Visitor, cast: Cast) -> None:
    seen = (await root.get("/admin/audit")).text.split('data-seen="')[1].split('"')[0]
    asked = {"HX-Request": "true", "Last-Event-ID": seen}
    assert (await root.get("/admin/live?page=audit&once=true", headers=asked)).status_code == 204

    await add(cast.root)
    changed = await root.get("/admin/live?page=audit&once=true", headers=asked)
    assert "paused queue" in changed.text
    assert "<select" not in changed.text
    assert (await root.get("/admin/live?page=audit&what=jobs.retry&once=true", headers=asked)).status_code == 204


@pytest.mark.parametrize(
    "query",
    [
        "kind=circus",
        "target=" + "x" * 201,
        "who=me",
        "what=juggle",
        "from=yesterday",
        "from=0001-01-01",
        "before=1",
        "page=2",
    ],
)
async def test_a_query_that_means_nothing_is_refused(root: Visitor, query: str) -> None:
    assert (await root.get(f"/admin/audit?{query}")).status_code == 400


async def test_the_number_of_queries_does_not_grow(root: Visitor, cast: Cast) -> None:
    job = await enqueue(SendMail(mail_id=uuid7()))
    for _ in range(10):
        await record(Actor(None, "a command"), Action.RETRY, Target(TargetKind.JOB, str(job)), Change())
    with counted_queries() as seen:
        await root.get("/admin/audit")
    assert len(seen) <= 6
