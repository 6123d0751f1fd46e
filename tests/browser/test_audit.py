"""The audit log, as an administrator watches it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, StorageState, expect
from playwright.sync_api import Page as Tab

from domain.audit.entries import Action, Actor, Change, Target, TargetKind, record
from local.pages import ROOT
from tests.browser.test_jobs import in_another_thread

States = dict[str | None, StorageState]


@pytest.fixture
def tab(browser: Browser, address: str, states: States) -> Iterator[Tab]:
    context = browser.new_context(base_url=address, storage_state=states[ROOT])
    yield context.new_page()
    context.close()


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
