"""The keys of the administration's pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, expect
from playwright.sync_api import Page as Tab


@pytest.fixture
def tab(tab: Tab) -> Tab:
    tab.goto("/admin/jobs")
    return tab


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


def test_the_keys_go_through_dead_letters_and_r_leads_to_the_form_of_a_replay(tab: Tab) -> None:
    tab.goto("/admin/dead-letters")
    tab.keyboard.press("j")
    group = tab.locator("#groups article").first
    expect(group.get_by_role("heading").get_by_role("link")).to_be_focused()
    tab.keyboard.press("r")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Replay: ")
    assert "error=" in tab.url
    tab.get_by_label("Why").press("r")
    expect(tab.get_by_label("Why")).to_have_value("r")

    tab.goto("/admin/dead-letters")
    tab.keyboard.press("/")
    expect(tab.get_by_label("Search dead letters")).to_be_focused()


def test_o_opens_a_row_of_every_list(tab: Tab) -> None:
    for path in ("/admin/jobs", "/admin/dead-letters"):
        tab.goto(path)
        tab.keyboard.press("j")
        expect(tab.locator("#main :focus")).to_have_count(1)
    tab.goto("/admin/dead-letters")
    tab.keyboard.press("j")
    tab.keyboard.press("o")
    expect(tab).to_have_url(re.compile(r"/admin/jobs\?tab=dead&error="))


def test_o_goes_to_a_button_where_a_row_has_no_more_and_leaves_it_to_enter(tab: Tab) -> None:
    tab.goto("/admin/schedules")
    row = "<table><tbody><tr><td><button>Run now</button></td></tr></tbody></table>"
    tab.evaluate("row => document.querySelector('#plan').insertAdjacentHTML('beforeend', row)", row)
    tab.evaluate("addEventListener('click', () => { document.title = 'It runs' })")
    tab.keyboard.press("j")
    expect(tab.get_by_role("button", name="Run now")).to_be_focused()
    tab.keyboard.press("o")
    expect(tab).not_to_have_title("It runs", timeout=500)
    tab.keyboard.press("Enter")
    expect(tab).to_have_title("It runs")


def test_r_on_a_dead_job_asks_and_then_sends_its_own_form(tab: Tab) -> None:
    tab.goto("/admin/jobs?tab=dead")
    tab.keyboard.press("j")
    tab.keyboard.press("o")
    expect(tab.locator(".job-head")).to_be_visible()
    questions: list[str] = []

    def refuse(dialog: Dialog) -> None:
        questions.append(dialog.message)
        dialog.dismiss()

    tab.once("dialog", refuse)
    tab.keyboard.press("r")
    assert questions == ["Retry?"]
    expect(tab.locator(".job-head .pill").first).to_contain_text("Dead")


def test_the_help_lists_what_this_page_has(tab: Tab) -> None:
    tab.keyboard.press("?")
    dialog = tab.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_text("Tick it")).to_be_visible()
    tab.goto("/admin/workers")
    tab.keyboard.press("?")
    expect(dialog.get_by_text("This help")).to_be_visible()
    expect(dialog.get_by_text("Tick it")).to_be_hidden()
    expect(dialog.get_by_text("Search")).to_be_hidden()
