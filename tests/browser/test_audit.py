"""The audit log, as an administrator watches it."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from domain.audit.entries import Action, Actor, Change, Target, TargetKind, record
from tests.browser.elsewhere import in_another_thread


async def _pause(queue: str) -> UUID:
    change = Change(before={"paused": False}, after={"paused": True})
    return await record(Actor(None, "a command"), Action.PAUSE_QUEUE, Target(TargetKind.QUEUE, queue), change)


def test_a_new_change_appears_and_what_was_opened_stays_open(tab: Tab) -> None:
    first = in_another_thread(_pause("bulk"))
    tab.goto("/admin/audit")
    line = tab.locator(f"#change-{first}")
    line.get_by_text("Before and after").click()
    expect(line.get_by_role("cell", name="yes")).to_be_visible()

    second = in_another_thread(_pause("notifications"))

    expect(tab.locator(f"#change-{second}")).to_be_visible(timeout=10_000)
    expect(line.get_by_role("cell", name="yes")).to_be_visible()
