"""The overview, as an administrator begins there: with scripts and without, by keyboard, and while it changes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as Tab


@pytest.fixture
def tab(tab: Tab) -> Tab:
    tab.goto("/admin")
    return tab


def test_from_what_is_wrong_to_where_it_is_mended(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/admin")
    tab.get_by_role("region", name="What needs attention").get_by_role("link", name="dead letter").click()
    expect(tab.get_by_role("heading", name="Dead letters", level=1)).to_be_visible()


def test_another_period_its_numbers_and_a_pause(context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto("/admin")
    tab.get_by_role("navigation", name="Period").get_by_role("link", name="Week").click()
    expect(tab).to_have_url(re.compile(r"/admin\?period=week$"))
    expect(tab.get_by_role("img", name="Throughput, last 7 days")).to_be_visible()
    tab.get_by_text("The numbers").first.click()
    expect(tab.get_by_role("table", name="What ended in the last 7 days")).to_be_visible()

    tab.get_by_role("button", name="Pause bulk").click()
    expect(tab).to_have_url(re.compile(r"/admin$"))
    expect(tab.get_by_role("link", name="bulk is paused since")).to_be_visible()
    tab.get_by_role("button", name="Resume bulk").click()
    expect(tab.get_by_role("link", name="bulk is paused since")).to_have_count(0)


def test_j_goes_to_the_first_worry_and_enter_follows_it(tab: Tab) -> None:
    first = tab.get_by_role("region", name="What needs attention").get_by_role("link").first
    path = first.get_attribute("href")
    tab.keyboard.press("j")
    expect(first).to_be_focused()
    tab.keyboard.press("Enter")
    assert path
    expect(tab).to_have_url(re.compile(rf"{re.escape(path)}$"))


def test_numbers_that_somebody_reads_stay_open_when_the_charts_are_drawn_anew(tab: Tab) -> None:
    numbers = tab.locator("#charts details").first
    numbers.locator("summary").click()
    tab.evaluate(
        """() => {
          document.querySelector('#charts summary').firstChild.data = 'From before'
          document.getElementById('live-changed').dataset.seen = ''
          askOnce()
        }"""
    )
    expect(numbers.locator("summary")).to_have_text("The numbers", timeout=20_000)
    expect(numbers).to_have_attribute("open", "")
