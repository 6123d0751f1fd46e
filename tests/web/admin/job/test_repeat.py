"""Retry with edited arguments."""

from typing import Any
from uuid import UUID

from domain.ids import uuid7
from domain.tables import AuditEntry, Job, User
from domain.work.enqueue import enqueue
from domain.work.masking import MASK
from domain.work.works import GenerateChunk, GenerateRecommendations, RefreshEvent
from tests.cast import Cast
from tests.web.visitor import Visitor
from web.admin.job.repeat import parse_arguments


async def dead(work: Any) -> UUID:
    job = await enqueue(work)
    await Job.update({"state": "dead"}).where(Job.id == job)
    return job


async def test_the_form_has_the_arguments_and_what_their_ids_are_called(root: Visitor, cast: Cast) -> None:
    job = await dead(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    assert f'href="/admin/jobs/{job}/repeats/new"' in (await root.get(f"/admin/jobs/{job}")).text
    page = (await root.get(f"/admin/jobs/{job}/repeats/new")).text
    assert f'name="argument-user_id" type="text" value="{cast.ada}"' in page
    assert 'id="argument-user_id-hint">Ada Björkqvist' in page


async def test_the_new_job_has_the_edited_arguments_points_to_the_old_and_is_written_down(
    root: Visitor, cast: Cast
) -> None:
    job = await dead(GenerateRecommendations(user_id=cast.ada, event_id=cast.event))
    answer = await root.post(
        f"/admin/jobs/{job}/repeats", {"argument-user_id": str(cast.sam), "argument-event_id": str(cast.event)}
    )
    assert answer.status_code == 303
    [new] = await Job.select().where(Job.id != job)
    assert answer.headers["location"] == f"/admin/jobs/{new['id']}"
    assert (new["state"], new["replayed_from"]) == ("scheduled", job)
    assert str(cast.sam) in new["arguments"]
    [entry] = await AuditEntry.select()
    assert (entry["action"], entry["target_id"], entry["job_ids"]) == ("jobs.repeat", str(job), [new["id"]])
    assert str(cast.ada) in entry["before"]
    assert str(cast.sam) in entry["after"]


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(root: Visitor, cast: Cast) -> None:
    job = await dead(RefreshEvent(event_id=cast.event))
    answer = await root.post(f"/admin/jobs/{job}/repeats", {"argument-event_id": "", "argument-night": "tomorrow"})
    assert answer.status_code == 422
    assert "This has to be given." in answer.text
    assert "This has to be a date, such as 2026-11-18, or nothing." in answer.text
    assert 'value="tomorrow"' in answer.text
    assert await Job.count() == 1
    assert await AuditEntry.count() == 0


async def test_lists_are_json_and_dates_are_written_as_they_are(root: Visitor, cast: Cast) -> None:
    chunk = await dead(GenerateChunk(event_id=cast.event, user_ids=(cast.ada,)))
    sent = {"argument-event_id": str(cast.event), "argument-night": "2026-11-18"}
    wrong = await root.post(f"/admin/jobs/{chunk}/repeats", {**sent, "argument-user_ids": "everybody"})
    assert wrong.status_code == 422
    assert "This has to be a list of ids in JSON" in wrong.text
    right = await root.post(f"/admin/jobs/{chunk}/repeats", {**sent, "argument-user_ids": f'["{cast.sam}"]'})
    assert right.status_code == 303


def test_what_was_masked_and_left_so_is_as_it_was() -> None:
    before = '{"recipient": "ada@demo.example", "user_ids": ["x"], "night": null}'
    typed = {"recipient": MASK, "user_ids": '["y"]', "night": ""}
    assert parse_arguments(typed, before) == {"recipient": "ada@demo.example", "user_ids": ["y"]}
    edited = parse_arguments({**typed, "recipient": "sam@demo.example"}, before)
    assert edited["recipient"] == "sam@demo.example"


async def test_a_job_that_is_not_over_or_not_there_cannot_be_repeated(root: Visitor, cast: Cast) -> None:
    job = await enqueue(RefreshEvent(event_id=cast.event))
    assert (await root.post(f"/admin/jobs/{job}/repeats", {"argument-event_id": str(cast.event)})).status_code == 400
    assert f"/admin/jobs/{job}/repeats" not in (await root.get(f"/admin/jobs/{job}")).text
    assert (await root.get(f"/admin/jobs/{job}/repeats/new")).status_code == 400
    assert (await root.post(f"/admin/jobs/{uuid7()}/repeats")).status_code == 404


async def test_who_may_only_look_may_not_repeat(root: Visitor, cast: Cast) -> None:
    job = await dead(RefreshEvent(event_id=cast.event))
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    assert (await root.get(f"/admin/jobs/{job}/repeats/new")).status_code == 403
    assert (await root.post(f"/admin/jobs/{job}/repeats")).status_code == 403
    assert "Retry with" not in (await root.get(f"/admin/jobs/{job}")).text
