"""What is done to one job from its page."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import AuditEntry, Job, User
from domain.work.enqueue import Placement, enqueue
from domain.work.works import SendMail
from tests.cast import Cast
from tests.web.visitor import Visitor


async def make_job(state: str = "scheduled", **fields: Any) -> UUID:
    job = await enqueue(SendMail(mail_id=uuid7()), Placement(due_at=utc_now() + timedelta(hours=1)))
    changed: dict[Any, Any] = {"state": state, **fields}
    await Job.update(changed).where(Job.id == job)
    return job


async def state_of(job: UUID) -> str:
    return str((await Job.select(Job.state).where(Job.id == job))[0]["state"])


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("dead", ["retries", "deletion"]),
        ("cancelled", ["retries", "deletion"]),
        ("scheduled", ["runs", "priority", "cancellation"]),
        ("running", ["cancellation"]),
        ("succeeded", ["deletion"]),
    ],
)
async def test_a_job_offers_what_its_state_allows(root: Visitor, cast: Cast, state: str, offered: list[str]) -> None:
    job = await make_job(state)
    page = (await root.get(f"/admin/jobs/{job}")).text
    kinds = ["retries", "runs", "priority", "cancellation", "deletion"]
    assert [kind for kind in kinds if f'action="/admin/jobs/{job}/{kind}"' in page] == offered

    await User.update({User.admin: "read"}).where(User.id == cast.root)
    assert f'action="/admin/jobs/{job}/' not in (await root.get(f"/admin/jobs/{job}")).text
    for kind in kinds:
        assert (await root.post(f"/admin/jobs/{job}/{kind}")).status_code == 403
    assert await state_of(job) == state


async def test_a_dead_job_is_tried_again_and_that_is_written_down(root: Visitor, cast: Cast) -> None:
    job = await make_job("dead", attempts=5)
    answer = await root.post(f"/admin/jobs/{job}/retries")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/admin/jobs/{job}")
    assert "This job waits again" in (await root.get(f"/admin/jobs/{job}")).text
    assert await state_of(job) == "scheduled"
    [entry] = await AuditEntry.select()
    assert (entry["action"], entry["target_id"], entry["actor_name"]) == (
        "jobs.retry",
        str(job),
        "Rút Kristjánsdóttir",
    )


async def test_a_waiting_job_is_made_due_given_a_priority_and_cancelled(root: Visitor) -> None:
    job = await make_job()
    await root.post(f"/admin/jobs/{job}/runs")
    await root.post(f"/admin/jobs/{job}/priority", {"priority": "42"})
    [row] = await Job.select(Job.due_at, Job.priority).where(Job.id == job)
    assert row["due_at"] <= utc_now()
    assert row["priority"] == 42
    await root.post(f"/admin/jobs/{job}/cancellation")
    assert await state_of(job) == "cancelled"
    assert await AuditEntry.count() == 3


async def test_a_deleted_job_is_gone_and_the_list_says_so(root: Visitor) -> None:
    job = await make_job("dead")
    answer = await root.post(f"/admin/jobs/{job}/deletion")
    assert answer.headers["location"] == "/admin/jobs"
    assert f"SendMail …{str(job)[-6:]} is deleted." in (await root.get("/admin/jobs")).text
    assert (await root.get(f"/admin/jobs/{job}")).status_code == 404


async def test_what_comes_too_late_changes_nothing_and_says_so(root: Visitor) -> None:
    job = await make_job("succeeded")
    await root.post(f"/admin/jobs/{job}/retries")
    assert "Nothing was changed" in (await root.get(f"/admin/jobs/{job}")).text
    assert await state_of(job) == "succeeded"


async def test_a_priority_out_of_bounds_and_a_job_that_is_not_there_are_refused(root: Visitor) -> None:
    job = await make_job()
    assert (await root.post(f"/admin/jobs/{job}/priority", {"priority": "1000"})).status_code == 400
    assert (await root.post(f"/admin/jobs/{uuid7()}/retries")).status_code == 404
