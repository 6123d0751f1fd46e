"""The whole way of a failure: letters fail in three ways, die before somebody's eyes, are found, mended, replayed."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from uuid import UUID

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from local.data_directory import CHECKOUT
from tests.jobs.smtp_server import smtp_server

PEOPLE = ("ada", "sam", "omar")
VISIBLE_WITHIN = timedelta(seconds=5)
WHY = "the mail server knows them again"


@pytest.fixture
def elsewhere() -> Iterator[BlockingPortal]:
    """An event loop in another thread: Playwright keeps one running in this one."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def mail_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def worker(address: str, mail_port: int, elsewhere: BlockingPortal) -> Iterator[None]:
    """A real one with nothing to do yet, that sends its letters to a mail server which may or may not be there."""
    elsewhere.call(_forget_all_work)
    environment = {**os.environ, "HALLWAY_SMTP_URL": f"smtp://127.0.0.1:{mail_port}", "HALLWAY_BASE_URL": address}
    command = [sys.executable, "-m", "jobs.worker", "notifications", "bulk"]
    process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def test_what_fails_in_three_ways_is_seen_found_replayed_and_ends_well(
    tab: Tab, worker: None, elsewhere: BlockingPortal, mail_port: int
) -> None:
    tab.goto("/admin/dead-letters")
    jobs = elsewhere.call(_write_letters)
    elsewhere.call(_failed_with, jobs, "Error connecting")  # nothing listens there
    with elsewhere.wrap_async_context_manager(smtp_server("451 4.7.1 come back later", mail_port)) as server:
        elsewhere.call(_failed_with, jobs, "451")
        server.refusal = "550 5.1.1 no such mailbox"

        group = tab.get_by_role("article").filter(has_text="refuses the letter for good")
        expect(group.get_by_text(f"{len(jobs)} dead")).to_be_visible(timeout=30_000)
        assert elsewhere.call(_since_the_last_died, jobs) < VISIBLE_WITHIN

        _find(tab, jobs[0])
        _see_three_ways(tab)

        server.refusal = None
        _replay(tab, len(jobs))
        expect(tab.get_by_text(f"Replayed {len(jobs)} of {len(jobs)}")).to_be_visible(timeout=20_000)
        elsewhere.call(_succeeded, jobs)
        assert sorted(message["To"] for message in server.messages) == sorted(map(_address, PEOPLE))

    _see_it_ended_well(tab, jobs[0])
    _see_each_step(tab, len(jobs))


def _find(tab: Tab, job: UUID) -> None:
    """By its id; to whom it was to go is not for everybody who looks."""
    tab.keyboard.press("/")
    tab.keyboard.type(str(job))
    tab.keyboard.press("Enter")
    rows = tab.locator("table.jobs tbody tr")
    expect(rows).to_have_count(1)
    assert "@" not in rows.inner_text()
    rows.get_by_role("link", name="SendMail", exact=True).click()
    expect(tab).to_have_url(re.compile(f"/admin/jobs/{job}$"))


def _see_three_ways(tab: Tab) -> None:
    runs = tab.get_by_role("region", name="Runs").locator("summary").all_inner_texts()
    for sign in ("SMTPConnectError", "NotTaken", "RefusedForGood"):
        assert any(sign in run for run in runs), runs


def _replay(tab: Tab, number: int) -> None:
    tab.goto("/admin/dead-letters")
    tab.get_by_role("article").filter(has_text="refuses the letter for good").get_by_role("link", name="Replay").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(f"Replay: {number} jobs")
    tab.get_by_label("Why").fill(WHY)
    tab.get_by_role("button", name=f"Replay: {number}").click()
    expect(tab).to_have_url(re.compile("/admin/dead-letters$"))


def _see_it_ended_well(tab: Tab, job: UUID) -> None:
    tab.goto(f"/admin/jobs/{job}")
    expect(tab.locator("#job-head")).to_contain_text("Succeeded")
    life = tab.get_by_role("region", name="Life of the job")
    for title in ("Enqueued", "failed for good", "Put in a replay", "succeeded on"):
        expect(life).to_contain_text(title)
    expect(life).to_contain_text(WHY)


def _see_each_step(tab: Tab, number: int) -> None:
    tab.goto("/admin/audit")
    lines = [line for line in tab.locator("li[id^=change-]").all_inner_texts() if WHY in line]
    assert len(lines) == 2
    for line, step in zip(lines, ("ended the replay", "began to replay"), strict=True):
        assert "Rút Kristjánsdóttir" in line
        assert step in line
        assert f"{number}" in line


def _address(name: str) -> str:
    return f"{name}@letters.example"


async def _forget_all_work() -> None:
    from domain.tables import Job

    await Job.delete(force=True)


async def _write_letters() -> Sequence[UUID]:
    from domain.tables import Mail
    from domain.work.enqueue import enqueue
    from domain.work.works import SendMail

    jobs = []
    for name in PEOPLE:
        mail = Mail(recipient=_address(name), subject="Your link", text="See you there.")
        await mail.save()
        jobs.append(await enqueue(SendMail(mail_id=mail.id)))
    return jobs


async def _failed_with(jobs: Sequence[UUID], sign: str) -> None:
    await _until(jobs, "error LIKE {}", f"%{sign}%")


async def _succeeded(jobs: Sequence[UUID]) -> None:
    await _until(jobs, "state = {}", "succeeded")


async def _until(jobs: Sequence[UUID], condition: str, value: object) -> None:
    """Wait until all of them are so."""
    from domain.tables import Job

    async with asyncio.timeout(30):
        while True:
            rows = await Job.raw(f"SELECT id FROM job WHERE id = ANY({{}}) AND {condition}", list(jobs), value)
            if len(rows) == len(jobs):
                return
            await asyncio.sleep(0.05)


async def _since_the_last_died(jobs: Sequence[UUID]) -> timedelta:
    from domain.tables import Job

    rows = await Job.raw("SELECT clock_timestamp() - max(finished_at) AS ago FROM job WHERE id = ANY({})", list(jobs))
    assert isinstance(rows[0]["ago"], timedelta)
    return rows[0]["ago"]
