"""The keys of the administration's pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, StorageState, expect
from playwright.sync_api import Page as Tab

from local.pages import ROOT

States = dict[str | None, StorageState]


@pytest.fixture
def tab(browser: Browser, address: str, states: States) -> Iterator[Tab]:
    context = browser.new_context(base_url=address, storage_state=states[ROOT])
    tab = context.new_page()
    tab.goto("/admin/jobs")
    yield tab
    context.close()


def test_j_and_k_go_from_row_to_row_and_enter_opens_one(tab: Tab) -> None:
    links = tab.locator("#main table.jobs tbody th a")
    tab.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    tab.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    tab.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    path = links.nth(1).get_attribute("href")
    tab.keyboard.press("Enter")
    assert path
    expect(tab).to_have_url(path)


def test_a_slash_searches_and_letters_typed_there_are_letters(tab: Tab) -> None:
    tab.keyboard.press("/")
    field = tab.get_by_label("Search jobs")
    expect(field).to_be_focused()
    tab.keyboard.type("jk?r/")
    expect(field).to_have_value("jk?r/")
    expect(tab.get_by_role("dialog")).to_be_hidden()


def test_a_question_mark_shows_the_keys_which_can_be_switched_off(tab: Tab) -> None:
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Keys")).to_be_visible()
    tab.get_by_label("Use these keys").uncheck()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()

    tab.keyboard.press("j")
    expect(tab.locator("#main a:focus")).to_have_count(0)
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Keys")).to_be_visible()


def test_x_ticks_a_row_and_r_asks_before_it_retries(tab: Tab) -> None:
    tab.goto("/admin/jobs?tab=dead")
    tab.keyboard.press("j")
    tab.keyboard.press("x")
    expect(tab.locator("#main tbody input[type=checkbox]").nth(0)).to_be_checked()
    tab.keyboard.press("r")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("etry")
