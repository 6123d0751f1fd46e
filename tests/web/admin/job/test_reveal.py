"""Masked arguments, and who looked behind the masks."""

from uuid import UUID

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import AuditEntry, Job, JobAttempt, User
from domain.work.enqueue import enqueue
from domain.work.works import SendMail
from tests.cast import Cast
from tests.web.visitor import Visitor


async def private() -> UUID:
    job = await enqueue(SendMail(mail_id=uuid7()))
    await Job.update({"arguments": '{"recipient": "nobody@else.example"}', "result": '{"text": "Dear"}'}).where(
        Job.id == job
    )
    return job


async def test_private_values_are_masked_until_somebody_looks_and_that_is_written_down(
    root: Visitor, cast: Cast
) -> None:
    job = await private()
    page = (await root.get(f"/admin/jobs/{job}")).text
    assert "nobody@else.example" not in page
    assert "Dear" not in page
    assert await AuditEntry.count() == 0

    shown = await root.post(f"/admin/jobs/{job}/revelations")
    assert shown.headers["cache-control"] == "no-store"
    assert "nobody@else.example" in shown.text
    assert "Dear" in shown.text
    assert "data-live" not in shown.text
    [entry] = await AuditEntry.select()
    assert (entry["action"], entry["target_id"], entry["actor_id"]) == ("jobs.reveal", str(job), cast.root)


async def test_who_may_only_look_is_not_shown_more(root: Visitor, cast: Cast) -> None:
    job = await private()
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    assert "/revelations" not in (await root.get(f"/admin/jobs/{job}")).text
    assert (await root.post(f"/admin/jobs/{job}/revelations")).status_code == 403


async def test_where_nothing_is_masked_nothing_is_offered(root: Visitor, cast: Cast) -> None:
    job = await enqueue(SendMail(mail_id=uuid7()))
    assert "/revelations" not in (await root.get(f"/admin/jobs/{job}")).text


async def test_what_is_private_in_errors_is_masked_until_somebody_looks(root: Visitor) -> None:
    job = await enqueue(SendMail(mail_id=uuid7()))
    said = "No mailbox for nobody@else.example, token=abc123def456"
    await Job.update({"state": "dead", "error": said}).where(Job.id == job)
    now = utc_now()
    for number, trace in enumerate((None, f"Traceback\nValueError: {said}\n"), start=1):
        await (
            JobAttempt(
                job_id=job,
                dispatch_no=number,
                outcome="dead",
                started_at=now,
                finished_at=now,
                error_class="ValueError",
                error_message=said,
                traceback=trace,
            )
            .save()
            .run()
        )
    page = (await root.get(f"/admin/jobs/{job}")).text
    assert page.count("No mailbox for") == 3
    assert "nobody@else" not in page
    assert "abc123def456" not in page
    assert "/revelations" in page
    assert (await root.post(f"/admin/jobs/{job}/revelations")).text.count("nobody@else.example, token=abc") == 3
