"""An organizer at work, with scripts and without: searching, correcting, and two tabs at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, expect
from playwright.sync_api import Page as Tab

from local.pages import OMAR

SESSIONS = "/events/harbour/organizer/sessions"
States = dict[str | None, StorageState]


@pytest.fixture
def person() -> str:
    return OMAR


def open_session(context: BrowserContext, title: str) -> Tab:
    tab = context.new_page()
    tab.goto(SESSIONS)
    tab.get_by_label("Part of a title").fill(title)
    tab.get_by_role("button", name="Filter").click()
    expect(tab.get_by_text("1 of 1, by their start")).to_be_visible()
    tab.get_by_role("link", name=title).click()
    expect(tab.get_by_role("heading", name=title, level=1)).to_be_visible()
    return tab


def save(tab: Tab) -> None:
    tab.get_by_role("button", name="Save").click()


def test_a_correction_is_saved_and_taken_back(context: BrowserContext) -> None:
    tab = open_session(context, "PostgreSQL vacuum")
    before = tab.get_by_label("Tags that count").input_value()
    tab.get_by_label("Tags that count").fill("vacuum, dead tuples")
    save(tab)
    expect(tab.get_by_text("Saved.")).to_be_visible()
    expect(tab.get_by_label("Tags that count")).to_have_value("vacuum\ndead tuples")
    tab.get_by_label("Take the correction back").check()
    save(tab)
    expect(tab.get_by_label("Tags that count")).to_have_value(before)


def test_the_second_of_two_tabs_is_told_and_loses_nothing(context: BrowserContext) -> None:
    first, second = open_session(context, "Leases"), open_session(context, "Leases")
    first.get_by_label("Tags that count").fill("leases")
    save(first)
    expect(first.get_by_text("Saved.")).to_be_visible()
    second.get_by_label("Tags that count").fill("clocks")
    save(second)
    expect(second.get_by_text("this session was changed while you edited it")).to_be_visible()
    expect(second.get_by_label("Tags that count")).to_have_value("clocks")
    expect(second.get_by_label("Tags that count")).to_be_focused()
    expect(second.get_by_text("Saved meanwhile")).to_be_visible()
    second.get_by_label("Take the correction back").check()
    save(second)
    expect(second.get_by_text("Saved.")).to_be_visible()


def test_the_list_follows_what_is_typed(browser: Browser, address: str, states: States) -> None:
    context = browser.new_context(base_url=address, storage_state=states[OMAR])
    tab = context.new_page()
    tab.goto(SESSIONS)
    tab.get_by_label("Part of a title").press_sequentially("broker")
    expect(tab.get_by_text("1 of 1, by their start")).to_be_visible()
    expect(tab).to_have_url(re.compile(r"title=broker"))
    expect(tab.get_by_label("Part of a title")).to_be_focused()
    context.close()
