"""Pausing queues by hand: only who may, once, and written down."""

from datetime import timedelta

import pytest

from domain.clock import utc_now
from domain.ids import uuid7
from domain.tables import AuditEntry, Queue, User
from domain.work.enqueue import enqueue
from domain.work.works import SendMail
from tests.cast import Cast
from tests.web.visitor import Visitor


@pytest.fixture
async def root(root: Visitor) -> Visitor:
    await enqueue(SendMail(mail_id=uuid7()))
    return root


async def is_paused() -> bool:
    return bool(await Queue.exists().where(Queue.name == "notifications", Queue.paused_at.is_not_null()))


async def test_a_paused_queue_is_said_to_be_resumed_and_both_are_written_down(root: Visitor, cast: Cast) -> None:
    answer = await root.post("/admin/queues/notifications/pause")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/jobs")
    assert await is_paused()
    page = (await root.get("/admin/jobs")).text
    assert "notifications is paused." in page
    assert "/admin/queues/notifications/resumption" in page
    assert "notifications is paused." not in (await root.get("/admin/jobs")).text

    await root.post("/admin/queues/notifications/resumption")
    assert not await is_paused()

    entries = await AuditEntry.select().order_by(AuditEntry.id)
    assert [(entry["action"], entry["target_id"], entry["actor_id"]) for entry in entries] == [
        ("queue.pause", "notifications", cast.root),
        ("queue.resume", "notifications", cast.root),
    ]


async def test_pausing_twice_keeps_the_first_time_and_changed_nothing(root: Visitor) -> None:
    long_ago = utc_now() - timedelta(hours=1)
    await Queue(name="notifications", paused_at=long_ago).save().run()
    await root.post("/admin/queues/notifications/pause")
    assert await Queue.select(Queue.paused_at).first() == {"paused_at": long_ago}
    assert await AuditEntry.select(AuditEntry.affected).first() == {"affected": 0}


async def test_who_may_only_look_sees_no_button_and_changes_nothing(root: Visitor, cast: Cast) -> None:
    await User.update({User.admin: "read"}).where(User.id == cast.root)
    assert "/pause" not in (await root.get("/admin/jobs")).text
    assert (await root.post("/admin/queues/notifications/pause")).status_code == 403
    assert not await is_paused()
    assert not await AuditEntry.exists()


async def test_a_queue_that_is_not_there_is_not_found_and_not_made(root: Visitor) -> None:
    assert (await root.post("/admin/queues/bogus/pause")).status_code == 404
    assert not await Queue.exists()


async def test_a_notice_that_is_no_text_is_nothing(root: Visitor, site: object) -> None:
    from web.security.cookies import cookie_name

    name = cookie_name(root._settings, "notice")  # a browser sends whatever it likes
    for forged in ("%%%", "PHNjcmlwdD4=", "a"):
        root.client.cookies.set(name, forged, domain="127.0.0.1")
        page = await root.get("/admin/jobs")
        assert page.status_code == 200
        assert "<script>" not in page.text
